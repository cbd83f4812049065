import { raw } from "hono/html";
import { type Child, useContext } from "hono/jsx";
import { safeMarkdown } from "../platform/http/markdown.ts";
import { inLanguage, PageContext, useAddress } from "./page-context.ts";
import { Preview } from "./preview.tsx";
import { LANGUAGES } from "./rules/languages/languages.ts";
import type { Indicator } from "./rules/status-verdict.ts";
import { accentStyle, STYLE } from "./styles.ts";

/** Replaced by the freshness line at the last moment, so that a rendered page can be kept for a minute. */
export const FRESHNESS_SLOT = "<!--freshness-->";

const SHAPES: Record<Indicator | "unknown", string> = {
	unknown: "<circle cx='8' cy='8' r='6' fill='none' stroke='#8a837a' stroke-width='2'/>",
	none: "<circle cx='8' cy='8' r='7' fill='#33a06f'/>",
	maintenance: "<path d='M2 2h12v12H2z' fill='#5b7fb0'/>",
	minor: "<path d='M8 1l7 14H1z' fill='#c29a1f'/>",
	major: "<path d='M8 1l7 14H1z' fill='#d9722b'/>",
	critical: "<path d='M8 0l8 8-8 8-8-8z' fill='#d5342f'/>",
};

function icon(indicator: Indicator | "unknown"): string {
	const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>${SHAPES[indicator]}</svg>`;
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

interface LayoutProps {
	/** The tab's title; the page's name is added. */
	title: string;
	/** For search engines and previews: a sentence. */
	description: string;
	/** Shown as the tab's shape; null on pages that are not about now, and when now is in doubt. */
	indicator: Indicator | null;
	current: "status" | "history" | null;
	children?: Child;
}

/** "Berlin" of "Europe/Berlin". */
const zoneName = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

/** What all public pages share: one document, no script, no other request. */
export function Layout({ title, description, indicator, current, children }: LayoutProps) {
	const page = useContext(PageContext);
	const address = useAddress();
	const { tag, dir, frame } = page.words;
	const name = page.name === null ? frame.status : frame.title(page.name);
	return (
		<html lang={tag} dir={dir}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<title>{`${title} · ${name}`}</title>
				<meta name="description" content={description} />
				<meta name="robots" content="index,follow" />
				<Preview title={title} description={description} site={name} />
				<link rel="icon" href={icon(indicator ?? "unknown")} />
				<link rel="alternate" type="application/atom+xml" title={frame.incidents} href="/feed.atom" />
				<style>{raw(STYLE)}</style>
				{page.accents && <style>{raw(accentStyle(page.accents))}</style>}
			</head>
			<body>
				<header>
					<a href={address("/")} aria-current={current === "status" ? "page" : undefined}>
						{page.logo && <img src={page.logo} alt="" height="28" />}
						{page.name ?? frame.status}
					</a>
					<a href={address("/history")} aria-current={current === "history" ? "page" : undefined}>
						{frame.history}
					</a>
					<a href={`${address("/")}#posted`}>{frame.subscribe}</a>
				</header>
				<main class={current === "status" ? undefined : "sub"}>{children}</main>
				<footer>
					{page.footer && <OwnWords text={page.footer} />}
					<span>{page.timeZone === null ? frame.timesUtc : frame.timesIn(zoneName(page.timeZone))}</span>
					<a href="/api/v2/summary.json">JSON</a>
					<a href="/badge.svg">{frame.badge}</a>
					<Languages />
				</footer>
			</body>
		</html>
	);
}

/** What the team wrote of its own, in whatever language. */
export const OwnWords = ({ text }: { text: string }) => (
	<div class="prose" dir="auto">
		{raw(safeMarkdown(text, 1))}
	</div>
);

/** The same page in the other languages. */
function Languages() {
	const { languages, words, path } = useContext(PageContext);
	if (path === null || languages.length < 2) return null;
	return (
		<nav aria-label={words.frame.languages}>
			{languages.map((tag) => (
				<a
					href={inLanguage(path, tag)}
					lang={tag}
					hreflang={tag}
					aria-current={tag === words.tag ? "true" : undefined}
				>
					{LANGUAGES[tag].name}
				</a>
			))}
		</nav>
	);
}
