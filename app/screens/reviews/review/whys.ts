/** Asking why until the answer is something that can be changed. */
export const MOST_WHYS = 5;

/** What is asked after these answers. */
export function whyAfter(title: string, answers: string[]): string {
	const last = answers.at(-1);
	return last === undefined ? `Why did this happen: “${title}”?` : `Why: “${last}”?`;
}

/** The chain as a numbered list; blank answers end it. */
export function whysMarkdown(answers: string[]): string {
	const end = answers.findIndex((answer) => answer.trim() === "");
	return (end < 0 ? answers : answers.slice(0, end))
		.map((answer, i) => `${i + 1}. ${i === 0 ? "Why did it happen?" : "Why?"} ${sentence(answer)}`)
		.join("\n");
}

/** Added below what is there already. */
export const withWhys = (text: string, answers: string[]): string =>
	[text.trimEnd(), whysMarkdown(answers)].filter((part) => part !== "").join("\n\n");

function sentence(answer: string): string {
	const line = answer.replaceAll(/\s+/g, " ").trim();
	return /[.!?…]$/.test(line) ? line : `${line}.`;
}
