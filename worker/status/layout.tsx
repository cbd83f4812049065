import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Indicator } from "../core/status-verdict.ts";
import { STYLE } from "./styles.ts";

/** Replaced by the freshness line at the last moment, so that a rendered page can be kept for a minute. */
export const FRESHNESS_SLOT = "<!--freshness-->";

const SHAPES: Record<Indicator, string> = {
	none: "%3Ccircle cx='8' cy='8' r='7' fill='%2333a06f'/%3E",
	maintenance: "%3Crect x='2' y='2' width='12' height='12' fill='%235b7fb0'/%3E",
	minor: "%3Cpath d='M8 1l7 14H1z' fill='%23c29a1f'/%3E",
	major: "%3Cpath d='M8 1l7 14H1z' fill='%23d9722b'/%3E",
	critical: "%3Cpath d='M8 0l8 8-8 8-8-8z' fill='%23d5342f'/%3E",
};

const icon = (indicator: Indicator) =>
	`data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E${SHAPES[indicator]}%3C/svg%3E`;

interface LayoutProps {
	/** The tab's title; the page's name is added. */
	title: string;
	/** Shown as the tab's shape; null on pages that are not about now. */
	indicator: Indicator | null;
	current: "status" | "history" | null;
	children?: Child;
}

/** What all public pages share: one document, no script, no other request. */
export function Layout({ title, indicator, current, children }: LayoutProps) {
	return (
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<title>{`${title} · Status`}</title>
				<link rel="icon" href={icon(indicator ?? "none")} />
				<link rel="alternate" type="application/atom+xml" title="Incidents" href="/feed.atom" />
				<style>{raw(STYLE)}</style>
			</head>
			<body>
				<header>
					<a href="/" aria-current={current === "status" ? "page" : undefined}>
						Status
					</a>
					<a href="/history" aria-current={current === "history" ? "page" : undefined}>
						History
					</a>
					<a href="/#posted">Stay posted</a>
				</header>
				<main class={current === "status" ? undefined : "sub"}>{children}</main>
				<footer>
					<span>All times are UTC.</span>
					<a href="/api/v2/summary.json">JSON</a>
					<a href="/badge.svg">Badge</a>
				</footer>
			</body>
		</html>
	);
}
