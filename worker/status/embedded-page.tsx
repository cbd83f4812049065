import { raw } from "hono/html";
import { useContext } from "hono/jsx";
import { PageContext, useAddress } from "./page-context.ts";
import type { OverallStatus } from "./rules/status-verdict.ts";
import { EMBEDDED_STYLE } from "./styles.ts";

/** How it is, in one line for a frame: quiet while all is well. Null: it is not known. */
export function EmbeddedPage({ verdict }: { verdict: OverallStatus | null }) {
	const { words, origin } = useContext(PageContext);
	const address = useAddress();
	const sentence = verdict?.sentence ?? words.verdict.cannotTell;
	const look = verdict ? (verdict.doubt ?? verdict.status) : "unknown";
	return (
		<html lang={words.tag} dir={words.dir}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<title>{sentence}</title>
				<style>{raw(EMBEDDED_STYLE)}</style>
			</head>
			<body>
				<a class={`word ${look}`} href={`${origin}${address("/")}`} target="_blank" rel="noopener">
					{sentence}
				</a>
			</body>
		</html>
	);
}
