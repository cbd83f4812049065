import { markdownTree } from "../../parts/markdown-tree.ts";
import { type DraftStep, newStep } from "./edit-draft.ts";

export interface Pasted {
	steps: DraftStep[];
	/** How many paragraphs and headings stood outside any list, and are left out. */
	leftOut: number;
}

const TITLE_LENGTH = 120;
const TEXT_LENGTH = 4_000;
const BOX = /^\[[ xX]\]\s+/;

interface Part {
	type: string;
	children?: Part[];
	value?: string;
	position?: { start: { offset?: number }; end: { offset?: number } };
}

/**
 * Each item of a Markdown list as a step: its first line is the title, its first code block the command, the rest the text.
 * A box to tick is taken away. What is too long for a title is kept whole in the text.
 */
export function pastedSteps(markdown: string, newId?: () => string): Pasted {
	const { children } = markdownTree(markdown) as Part;
	const blocks = children ?? [];
	const items = blocks.filter(({ type }) => type === "list").flatMap(({ children }) => children ?? []);
	return {
		steps: items.map((item) => stepOf(item, markdown, newId?.())),
		leftOut: blocks.filter(({ type }) => type !== "list" && type !== "thematicBreak").length,
	};
}

function stepOf(item: Part, markdown: string, id: string | undefined): DraftStep {
	const [first, ...rest] = item.children ?? [];
	const isTitled = first?.type === "paragraph" || first?.type === "heading";
	const [head = "", ...below] = isTitled ? plain(first).split("\n") : [];
	const line = head.replace(BOX, "").trim();
	const parts = isTitled ? rest : (item.children ?? []);
	const code = parts.find(({ type }) => type === "code");
	const text = parts.filter((part) => part !== code).map((part) => sourceOf(part, markdown));
	const isLong = line.length > TITLE_LENGTH;
	return {
		...newStep(code ? "command" : "check", id),
		title: isLong ? `${line.slice(0, TITLE_LENGTH - 1)}…` : line,
		text: [...(isLong ? [line] : []), ...(below.length > 0 ? [below.join("\n")] : []), ...text]
			.join("\n\n")
			.slice(0, TEXT_LENGTH),
		command: code?.value?.slice(0, TEXT_LENGTH) ?? null,
	};
}

const plain = ({ value, children }: Part): string => value ?? (children ?? []).map(plain).join("");

/** As it was written, without the indentation of its item. */
function sourceOf({ position }: Part, markdown: string): string {
	const [from, to] = [position?.start.offset ?? 0, position?.end.offset ?? 0];
	const indent = from - (markdown.lastIndexOf("\n", from - 1) + 1);
	return markdown
		.slice(from, to)
		.split("\n")
		.map((line, i) => (i === 0 ? line : line.replace(new RegExp(`^\\s{0,${indent}}`), "")))
		.join("\n");
}
