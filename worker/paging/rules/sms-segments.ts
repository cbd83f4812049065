/** How a text is counted: what stays within the GSM alphabet has 160 characters, anything else 70; in parts 153 and 67. */

const BASIC = new Set(
	"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Each counts as two. */
const EXTENDED = new Set("^{}\\[~]|€");

/** A page takes no more than this many. */
export const MOST_SEGMENTS = 2;
const GSM = { alone: 160, part: 153 };
const WIDE = { alone: 70, part: 67 };

const PLAIN: Record<string, string> = {
	...{ "’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"' },
	...{ "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "·": "-", "•": "-", "→": "->", "\u00a0": " " },
};

/** The same words with the marks of print written plainly, and letters without accents that the alphabet does not have. */
export function plainText(text: string): string {
	return [...text.normalize("NFC")].map((char) => PLAIN[char] ?? withoutAccent(char)).join("");
}

function withoutAccent(char: string): string {
	if (BASIC.has(char) || EXTENDED.has(char)) return char;
	const base = char.normalize("NFD").replace(/\p{M}/gu, "");
	return base !== "" && [...base].every((one) => BASIC.has(one)) ? base : char;
}

/** How many segments are paid for; 0 for an empty text. */
export function segmentsOf(text: string): number {
	const { units, bounds } = measured(text);
	return units <= bounds.alone ? Math.sign(units) : Math.ceil(units / bounds.part);
}

function measured(text: string): { units: number; bounds: typeof GSM } {
	const chars = [...text];
	const isGsm = chars.every((char) => BASIC.has(char) || EXTENDED.has(char));
	if (!isGsm) return { units: text.length, bounds: WIDE };
	return { units: chars.length + chars.filter((char) => EXTENDED.has(char)).length, bounds: GSM };
}

/** `write` with as much of `title` as the segments hold, and an ellipsis where something was left out. */
export function fitted(title: string, write: (title: string) => string): string {
	const chars = [...title];
	for (let length = chars.length; length > 0; length--) {
		const kept = length === chars.length ? title : `${chars.slice(0, length).join("").trimEnd()}...`;
		const text = write(kept);
		if (segmentsOf(text) <= MOST_SEGMENTS) return text;
	}
	return write("");
}
