/** `npm run bench [bare|whole|phone|load|edits|late|speed …] [--json FILE]`: how fast Tocsin is here, as JSON and as a table. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchBare } from "./bare-suite.ts";
import { benchLate } from "./late-suite.ts";
import { benchEdits, benchLoad } from "./load-suite.ts";
import { machineFacts } from "./machine.ts";
import { type Figure, isMet } from "./measure.ts";
import { benchPhone } from "./phone-suite.ts";
import { benchSpeed } from "./speed-suite.ts";
import { benchWhole } from "./whole-suite.ts";

const SUITES: Record<string, () => Promise<Figure[]>> = {
	bare: benchBare,
	whole: benchWhole,
	phone: benchPhone,
	load: benchLoad,
	edits: benchEdits,
	late: benchLate,
	speed: benchSpeed,
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
const figures: Figure[] = [];
const before = machineFacts();
for (const name of positionals.length > 0 ? positionals : Object.keys(SUITES)) {
	const suite = SUITES[name];
	if (!suite) throw new Error(`there is no suite ${name}; there are ${Object.keys(SUITES).join(", ")}`);
	figures.push(...(await suite()));
}

const report = JSON.stringify({ before, after: machineFacts(), figures }, null, "\t");
if (values.json) writeFileSync(values.json, `${report}\n`);
else console.log(report);
console.table(Object.fromEntries(figures.map((figure) => [figure.what, told(figure)])));

function told(figure: Figure) {
	const { value, unit, goal } = figure;
	const met = isMet(figure);
	const limit = goal === undefined ? "" : "atMost" in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`;
	return { value: rounded(value), unit, goal: limit, met: met === null ? "" : met ? "yes" : "NO" };
}

function rounded(value: number): number {
	return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
