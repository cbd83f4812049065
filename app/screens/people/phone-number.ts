/** As people write a number, without what they put between its digits; "00" in front is a plus. Empty: none. */
export function phoneNumberOf(typed: string): string | null {
	const digits = typed.replace(/[\s()./-]/g, "").replace(/^00/, "+");
	return digits === "" ? null : digits;
}
