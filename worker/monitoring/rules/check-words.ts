/** What people read of a kind of check where they enter what it is to look at. */
export interface CheckWords {
	/** What a target looks like, among those of the other kinds: "URL", "host:port". */
	target: string;
	example: string;
	/** How to get this kind by what is typed, "host:port for a TCP port". Null where nobody needs to be told. */
	hint: string | null;
	/** The kind of whatever no other kind reads: it comes first where people read, and is asked last. */
	isUsual: boolean;
	/** The target in what a person typed, without blanks around it; null when it is none of this kind. */
	read(typed: string): string | null;
}
