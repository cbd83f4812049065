import { raw } from "hono/html";
import { type Child, useContext } from "hono/jsx";
import { PageContext } from "./page-context.ts";
import type { Indicator } from "./rules/status-verdict.ts";
import { STYLE } from "./styles.ts";

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
	const name = page.name === null ? "Status" : `${page.name} status`;
	return (
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<title>{`${title} · ${name}`}</title>
				<meta name="description" content={description} />
				<meta name="robots" content="index,follow" />
				{page.url && <link rel="canonical" href={page.url} />}
				<link rel="icon" href={icon(indicator ?? "unknown")} />
				<link rel="alternate" type="application/atom+xml" title="Incidents" href="/feed.atom" />
				<style>{raw(STYLE)}</style>
			</head>
			<body>
				<header>
					<a href="/" aria-current={current === "status" ? "page" : undefined}>
						{page.logo && <img src={page.logo} alt="" height="28" />}
						{page.name ?? "Status"}
					</a>
					<a href="/history" aria-current={current === "history" ? "page" : undefined}>
						History
					</a>
					<a href="/#posted">Subscribe</a>
				</header>
				<main class={current === "status" ? undefined : "sub"}>{children}</main>
				<footer>
					<span>
						{page.timeZone === null
							? "All times are UTC."
							: `Times are in ${zoneName(page.timeZone)} and UTC.`}
					</span>
					<a href="/api/v2/summary.json">JSON</a>
					<a href="/badge.svg">Badge</a>
				</footer>
			</body>
		</html>
	);
}
