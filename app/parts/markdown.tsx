import { fromMarkdown } from "mdast-util-from-markdown";
import { For, type JSX } from "solid-js";

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root["children"][number];

/**
 * What somebody wrote, as elements: never as HTML, which is shown as the text that it is. Links lead to http and https
 * alone, and pictures are their words: loading one would tell others who reads this.
 */
export default function Markdown(props: { text: string }) {
	return (
		<div class="stack wide">
			<Nodes of={fromMarkdown(props.text).children} />
		</div>
	);
}

function Nodes(props: { of: readonly Node[] }) {
	return <For each={props.of}>{(node) => elementOf(node)}</For>;
}

function elementOf(node: Node): JSX.Element {
	switch (node.type) {
		case "paragraph":
			return <p>{inside(node)}</p>;
		case "heading":
			return (
				<p>
					<strong>{inside(node)}</strong>
				</p>
			);
		case "list":
			return node.ordered ? (
				<ol start={node.start ?? 1} ref={(list) => marked(list, "decimal")}>
					{inside(node)}
				</ol>
			) : (
				<ul ref={(list) => marked(list, "disc")}>{inside(node)}</ul>
			);
		case "listItem":
			return <li>{inside(node)}</li>;
		case "blockquote":
			return <blockquote>{inside(node)}</blockquote>;
		case "strong":
			return <strong>{inside(node)}</strong>;
		case "emphasis":
			return <em>{inside(node)}</em>;
		case "inlineCode":
			return <code>{node.value}</code>;
		case "code":
			return (
				<code class="secret" ref={wrapped}>
					{node.value}
				</code>
			);
		case "link":
			return isWeb(node.url) ? (
				<a href={node.url} target="_blank" rel="noreferrer noopener">
					{inside(node)}
				</a>
			) : (
				inside(node)
			);
		case "break":
			return <br />;
		case "thematicBreak":
			return <hr />;
		case "image":
			return node.alt ?? "";
		default:
			if ("children" in node) return inside(node);
			return "value" in node ? node.value : "";
	}
}

const inside = (node: { children: readonly Node[] }): JSX.Element => <Nodes of={node.children} />;

/** The style sheets have no room for what this alone needs. */
const marked = (list: HTMLElement, mark: string) => {
	list.style.listStyle = `${mark} inside`;
};

const wrapped = (code: HTMLElement) => {
	code.style.whiteSpace = "pre-wrap";
};

const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);
