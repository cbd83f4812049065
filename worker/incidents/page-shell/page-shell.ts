import { hashSource } from "../../platform/http/hash-source.ts";
import { CANNOT_TAKE_IT, ESCALATION_CONTINUES, YOU_ARE_PAGED } from "../../platform/rules/phrases.ts";
import { SHELL_SCRIPT } from "./script.ts";
import { SHELL_STYLE } from "./style.ts";

const MARKUP = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tocsin</title>
<link rel="icon" href="data:,">
<style>${SHELL_STYLE}</style>
<main>
<p id="facts">
<h1 id="title">${YOU_ARE_PAGED}</h1>
<ul id="seen"></ul>
<p id="who" role="status">
<p id="next"></p>
<noscript>Turn on JavaScript to respond. ${ESCALATION_CONTINUES}</noscript>
</main>
<p id="outcome" role="alert">
<nav id="acts">
<a id="go" href="./">Open Tocsin</a>
<button id="ack">Acknowledge</button>
<button id="pass">${CANNOT_TAKE_IT}</button>
</nav>
`;

/**
 * The small page behind a tap. It is whole in itself: the person who is paged must be able to answer although the
 * app's files, the session and the database are gone. Tags that HTML implies and quotes that it does not need
 * are left out, since it is at most 5 KB.
 */
export const PAGE_SHELL = `${MARKUP.replace(/>\n/g, ">").replace(/="([\w-]+)"/g, "=$1")}<script>${SHELL_SCRIPT}</script>`;

export const SHELL_HEADERS = {
	"content-type": "text/html; charset=utf-8",
	"cache-control": "no-cache",
	"content-security-policy": [
		"default-src 'none'",
		`script-src ${hashSource(SHELL_SCRIPT)}`,
		`style-src ${hashSource(SHELL_STYLE)}`,
		"img-src data:",
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join("; "),
};
