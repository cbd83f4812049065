import { createHash } from "node:crypto";

/** Markup that is safe to send: made by `html`, which escapes everything put into it that is not itself markup. */
export class Markup {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}

type Part = Markup | string | number | null | false | Part[];

export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
	const texts = strings.map((string, i) => string + (i < parts.length ? render(parts[i] ?? null) : ""));
	return new Markup(texts.join(""));
}

function render(part: Part): string {
	if (part === null || part === false) return "";
	if (part instanceof Markup) return part.text;
	if (Array.isArray(part)) return part.map(render).join("");
	return escapeText(String(part));
}

const ENTITIES: Record<string, string> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

function escapeText(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * A part of a page that is replaced when its content changes: `data-rev` tells one content from another. Ids are unique
 * on the page; inside an element with `data-list` such parts may also come, go and change places.
 */
export function live(
	tag: "div" | "li" | "section" | "span",
	id: string,
	className: string,
	inner: Markup,
): Markup {
	const rev = createHash("sha256").update(className).update(inner.text).digest("base64url").slice(0, 10);
	const open = `<${tag} id="${escapeText(id)}" class="${escapeText(className)}" data-rev="${rev}" tabindex="-1">`;
	return new Markup(`${open}${inner.text}</${tag}>`);
}
