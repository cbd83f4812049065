import { hashSource } from "../../platform/http/hash-source.ts";
import { SHELL_SCRIPT } from "./script.ts";
import { SHELL_STYLE } from "./style.ts";

const MARKUP = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tocsin</title>
<link rel="icon" href="data:,">
<style>${SHELL_STYLE}</style>
<main>
<p id="facts"></p>
<h1 id="title">You’re being paged</h1>
<ul id="seen"></ul>
<p id="who" role="status"></p>
<p id="next"></p>
<noscript>Turn on JavaScript to respond. Escalation continues.</noscript>
</main>
<p id="outcome" role="alert"></p>
<nav id="acts">
<a id="go" href="./">Open Tocsin</a>
<button id="ack">Acknowledge</button>
<button id="pass">I can’t take it</button>
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
