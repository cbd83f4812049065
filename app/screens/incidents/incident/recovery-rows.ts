/** The look before a resolve, line by line, in places that do not move while the answers come. */
import type { RecoveryNewsWire } from "../../../../worker/incidents/contract/recovery-news.ts";
import type { ShapeName } from "../../../parts/shape.tsx";
import { OUT_OF_TIME, regionWords, seenShape, seenWords } from "./evidence.ts";

export interface RecoveryRow {
	key: string;
	/** The monitor or the smoke check. */
	check: string;
	region: string;
	shape: ShapeName;
	words: string;
}

/** One line for each check and region, smoke checks first, in their order. */
export function recoveryRows({ checks, answers, result, outOfTime = [] }: RecoveryNewsWire): RecoveryRow[] {
	let isStopped = false;
	let isTurn = true;
	return checks.flatMap(({ id, name, regions }) => {
		const isSmoke = !id.startsWith("mon_");
		const own = answers.filter(({ monitorId }) => monitorId === id);
		const waits = isSmoke && (isStopped || !isTurn);
		const words = outOfTime.includes(id) ? OUT_OF_TIME : missingWords(result !== null, waits, isStopped);
		if (isSmoke) isTurn &&= own.length === regions.length;
		if (isSmoke) isStopped ||= own.some(({ outcome }) => outcome === "down");
		return regions.map((region): RecoveryRow => {
			const answer = own.find((one) => one.region === region);
			const place = { key: `${id}/${region}`, check: name, region: regionWords(region) };
			if (!answer) return { ...place, shape: "unknown", words };
			return { ...place, shape: seenShape(answer.outcome), words: seenWords(answer) };
		});
	});
}

function missingWords(isOver: boolean, waits: boolean, isStopped: boolean): string {
	if (waits && isStopped) return "not run";
	if (isOver) return "no answer";
	return waits ? "waits its turn" : "checking…";
}

/** "5 of 9 answers", for whoever cannot see the lines fill. */
export function answeredWords({ checks, answers }: RecoveryNewsWire): string {
	const wanted = checks.reduce((sum, { regions }) => sum + regions.length, 0);
	return `${answers.length} of ${wanted} answers`;
}

/** The monitors that failed, to be paused if somebody wants that; a smoke check has no pause. */
export function failingMonitors({ checks, answers }: RecoveryNewsWire): { id: string; name: string }[] {
	const failing = new Set(answers.filter(({ outcome }) => outcome === "down").map((one) => one.monitorId));
	return checks
		.filter(({ id }) => failing.has(id) && id.startsWith("mon_"))
		.map(({ id, name }) => ({ id, name }));
}
