/** Jira takes a document of nodes and no Markdown: paragraphs of text, in which addresses are links. */

interface Mark {
	type: "link";
	attrs: { href: string };
}
type Inline = { type: "text"; text: string; marks?: Mark[] } | { type: "hardBreak" };
interface Paragraph {
	type: "paragraph";
	content: Inline[];
}
export interface JiraDocument {
	type: "doc";
	version: 1;
	content: Paragraph[];
}

const ADDRESS = /(https?:\/\/[^\s<>]+)/;

/** A blank line begins a paragraph, another line break stays one. What people wrote is text, whatever it looks like. */
export function documentOf(text: string): JiraDocument {
	const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim() !== "");
	return {
		type: "doc",
		version: 1,
		content: paragraphs.map((part) => ({ type: "paragraph", content: lines(part.trim()) })),
	};
}

function lines(paragraph: string): Inline[] {
	return paragraph
		.split("\n")
		.flatMap((line, i): Inline[] => [...(i === 0 ? [] : [{ type: "hardBreak" } as const]), ...words(line)]);
}

function words(line: string): Inline[] {
	return line
		.split(ADDRESS)
		.filter((part) => part !== "")
		.map((part) =>
			ADDRESS.test(part)
				? { type: "text", text: part, marks: [{ type: "link", attrs: { href: part } }] }
				: { type: "text", text: part },
		);
}
