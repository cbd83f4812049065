import type { Child } from "hono/jsx";

/** A sentence with instants in it: "{time}" stands for the part of that name. */
export function Filled({
	text,
	...parts
}: { text: string } & Partial<Record<"time" | "from" | "to", Child>>) {
	const pieces = text.split(/\{(time|from|to)\}/);
	return <>{pieces.map((piece, i) => (i % 2 === 0 ? piece : parts[piece as keyof typeof parts]))}</>;
}
