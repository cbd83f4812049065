import { buildApp } from "../../scripts/build.ts";
import { type Judge, startJudge } from "../support/lighthouse.ts";
import { startWorld } from "../support/world.ts";
import { type Figure, percentile } from "./measure.ts";

/** One verdict is of one moment of one machine: the middle of so many counts. */
const RUNS = 5;

/** How fast the two screens that somebody opens at 03:00 are on a phone, by Lighthouse. */
export async function benchPhone(): Promise<Figure[]> {
	await buildApp();
	const world = await startWorld();
	const judge = await startJudge(world.instance, world.people.ana.id);
	try {
		const { id } = await world.declare({ title: "Payments fail", severity: "P1" });
		// The browser's own first steps are not the app's.
		await judge.verdict("/app/");
		return [
			await speedOf(judge, "now", "Now", "/app/"),
			await speedOf(judge, "incident", "an incident", `/app/incidents/${id}`),
		];
	} finally {
		await judge.close();
		await world.stop();
	}
}

async function speedOf(judge: Judge, name: string, told: string, path: string): Promise<Figure> {
	const scores: number[] = [];
	for (let run = 0; run < RUNS; run++) scores.push((await judge.verdict(path)).performance);
	return {
		name: `phone.${name}`,
		what: `Phone: Lighthouse performance of ${told}, of 100`,
		value: percentile(scores, 0.5),
		unit: "",
		goal: { atLeast: 95 },
	};
}
