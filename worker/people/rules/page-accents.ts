/** The colors of links and marks on the public page, `#rrggbb` each. */
export interface PageAccents {
	light: string;
	dark: string;
}

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** In OKLCH: lightness of 0–1, chroma, and hue in degrees. */
interface Color {
	l: number;
	c: number;
	h: number;
}

/** What links stand on. */
export const GROUNDS: Record<Theme, Color> = {
	light: { l: 0.975, c: 0.006, h: 85 },
	dark: { l: 0.165, c: 0.008, h: 65 },
};

/** WCAG's least contrast for text. */
export const LEAST_CONTRAST = 4.5;

const STEP = 0.002;

/** Of a color `#rrggbb` against the page's ground, 1–21. */
export function contrastOf(accent: string, theme: Theme): number {
	const [a, b] = [luminance(linearOf(accent)), luminance(linear(GROUNDS[theme]))];
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The color itself where it can be read, else the nearest one of the same hue that can. */
export function readable(accent: string, theme: Theme): string {
	const { l, c, h } = oklchOf(linearOf(accent));
	const away = theme === "light" ? -STEP : STEP;
	let found = accent;
	for (let to = l; contrastOf(found, theme) < LEAST_CONTRAST; to += away) found = hexOf({ l: to, c, h });
	return found;
}

const channels = [1, 3, 5] as const;

function linearOf(hex: string): number[] {
	return channels.map((at) => {
		const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
}

function hexOf(color: Color): string {
	const parts = linear(color).map((value) => {
		const shown = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
		return Math.round(shown * 255)
			.toString(16)
			.padStart(2, "0");
	});
	return `#${parts.join("")}`;
}

const luminance = ([r = 0, g = 0, b = 0]: number[]): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Björn Ottosson's matrices, from https://bottosson.github.io/posts/oklab. What no screen shows is cut. */
function linear({ l, c, h }: Color): number[] {
	const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
	const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
		-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
		-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
	].map((value) => Math.min(1, Math.max(0, value)));
}

function oklchOf([r = 0, g = 0, b = 0]: number[]): Color {
	const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	const l = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short;
	const x = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
	const y = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
	return { l, c: Math.hypot(x, y), h: (Math.atan2(y, x) * 180) / Math.PI };
}

/** Why a color cannot be an accent, and which can; null when it can. */
export function refuseAccent(accent: string, theme: Theme): string | null {
	const contrast = contrastOf(accent, theme);
	if (contrast >= LEAST_CONTRAST) return null;
	const told = Math.floor(contrast * 10) / 10;
	return `has a contrast of ${told}:1 on the ${theme} page and needs ${LEAST_CONTRAST}:1. The nearest that passes is ${readable(accent, theme)}`;
}
