/** Draws the app's icons from its mark. Run by hand when the mark changes: `node scripts/icons.ts`; the results are kept. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { insistOnChromium } from "./chromium.ts";
import { ROOT } from "./root.ts";

const FOLDER = join(ROOT, "app/public/app/icons");
const GROUND = "#120e0a";
const BRASS = "#e8a838";
const BELL =
	"M16 2.6c1.1 0 1.9.8 1.9 1.8 3.9.9 5.9 4.2 6.1 8.8.2 4.2 1 6.8 3.4 9.2.7.7.2 1.9-.8 1.9H5.4c-1 0-1.5-1.2-.8-1.9 2.4-2.4 3.2-5 3.4-9.2.2-4.6 2.2-7.9 6.1-8.8 0-1 .8-1.8 1.9-1.8Z";

/** The mark hangs from the middle of its square and swings to the left of it. */
const MIDDLE = { x: 11.6, y: 16.2 };

/** `scale`: how much of the square the mark takes; a mask may cut a fifth off every side. */
function drawing(scale: number, color: string, ground: string | null, radius = 0): string {
	const [x, y] = [16 - MIDDLE.x * scale, 16 - MIDDLE.y * scale];
	const back = ground ? `<rect width="32" height="32" rx="${radius}" fill="${ground}"/>` : "";
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>Tocsin</title>${back}<g fill="${color}" transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale})"><path d="${BELL}" transform="rotate(14 16 4)"/><circle cx="20.6" cy="27.4" r="2.7"/></g></svg>\n`;
}

const ICONS = [
	{ name: "icon-192", size: 192, svg: drawing(0.72, BRASS, GROUND, 7) },
	{ name: "icon-512", size: 512, svg: drawing(0.72, BRASS, GROUND, 7) },
	{ name: "maskable-512", size: 512, svg: drawing(0.52, BRASS, GROUND) },
	{ name: "monochrome-512", size: 512, svg: drawing(0.62, "#ffffff", null) },
	{ name: "apple-touch-180", size: 180, svg: drawing(0.66, BRASS, GROUND) },
	{ name: "badge-96", size: 96, svg: drawing(0.94, "#ffffff", null) },
];

async function picture(page: Page, svg: string, size: number): Promise<Buffer> {
	await page.setViewportSize({ width: size, height: size });
	const style = `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>`;
	await page.setContent(style + svg);
	return page.screenshot({ omitBackground: true });
}

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath: insistOnChromium(), args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const { name, size, svg } of ICONS)
	writeFileSync(join(FOLDER, `${name}.png`), await picture(page, svg, size));
writeFileSync(join(FOLDER, "icon.svg"), drawing(0.72, BRASS, GROUND, 7));
await browser.close();
