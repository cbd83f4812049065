import MarkdownIt from "markdown-it";

/** What people wrote is text: tags in it are shown, not obeyed; images would tell others who reads this. */
const markdown = new MarkdownIt({ html: false, linkify: false }).disable("image");

/** HTML that runs nothing and loads nothing. Its headings stand `below` levels lower: a page has its own above them. */
export function safeMarkdown(source: string, below = 0): string {
	const tokens = markdown.parse(source, {});
	for (const token of tokens)
		if (token.type.startsWith("heading_")) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + below)}`;
	return markdown.renderer.render(tokens, markdown.options, {});
}
