import type { Doubt } from "../monitoring/rules/standing.ts";
import type { Indicator, OverallStatus } from "./rules/status-verdict.ts";

const LOOK: Record<Indicator | Doubt, { message: string; colour: string; shields: string }> = {
	none: { message: "operational", colour: "#1f7a52", shields: "brightgreen" },
	maintenance: { message: "maintenance", colour: "#3f6694", shields: "blue" },
	minor: { message: "degraded", colour: "#8a6a00", shields: "yellow" },
	major: { message: "partial outage", colour: "#b3500f", shields: "orange" },
	critical: { message: "major outage", colour: "#c02622", shields: "red" },
	checking: { message: "being checked", colour: "#5f5a55", shields: "lightgrey" },
	unknown: { message: "unknown", colour: "#5f5a55", shields: "lightgrey" },
};
const LABEL = "status";
const CHARACTER_WIDTH = 6.6;
const PADDING = 7;

/** The endpoint form of shields.io. */
export function badgeJson(verdict: OverallStatus | null) {
	const { message, shields } = LOOK[lookOf(verdict)];
	return { schemaVersion: 1, label: LABEL, message, color: shields, isError: lookOf(verdict) === "unknown" };
}

/** Null: no snapshot can be had. */
const lookOf = (verdict: OverallStatus | null) =>
	verdict ? (verdict.doubt ?? verdict.indicator) : "unknown";

/** Words and colour, of a size for a README; no outside font, no script. */
export function badgeSvg(verdict: OverallStatus | null): string {
	const { message, colour } = LOOK[lookOf(verdict)];
	const left = Math.round(LABEL.length * CHARACTER_WIDTH + 2 * PADDING);
	const right = Math.round(message.length * CHARACTER_WIDTH + 2 * PADDING);
	const text = (x: number, words: string, width: number) =>
		`<text x="${x}" y="14" textLength="${width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">${words}</text>`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${LABEL}: ${message}">`,
		`<title>${LABEL}: ${message}</title>`,
		`<clipPath id="r"><rect width="${left + right}" height="20" rx="4"/></clipPath>`,
		`<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3a342e"/>`,
		`<rect x="${left}" width="${right}" height="20" fill="${colour}"/></g>`,
		`<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">`,
		`${text(PADDING, LABEL, left)}${text(left + PADDING, message, right)}</g></svg>`,
	].join("");
}
