/** `npm run walk ["part of a name" …]`: what people do, by one thumb and by the keyboard alone, and what it takes. */
import { buildApp } from "../../../scripts/build.ts";
import { openBrowser } from "../../support/browser.ts";
import { startWorld } from "../../support/world.ts";
import { firstRun } from "./first-run.ts";
import { byKeys, byThumb, type Effort, firstRunBy, past, sceneOf, TASKS, tidy } from "./walk.ts";

interface Line {
	name: string;
	thumb: Effort | Error;
	keys: Effort | Error;
}

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.some((part) => name.includes(part));

await buildApp();
const browser = await openBrowser();
const lines: Line[] = [];
if (isWanted(firstRun.name))
	lines.push({
		name: firstRun.name,
		thumb: await tried(() => firstRunBy(browser, "thumb")),
		keys: await tried(() => firstRunBy(browser, "keys")),
	});
const world = await startWorld();
await past(world);
for (const task of TASKS.filter(({ name }) => isWanted(name))) {
	const by = async (how: typeof byThumb, nth: number) => {
		await tidy(world);
		const scene = await sceneOf(world, task, nth);
		return tried(() => how(browser, world, task, scene));
	};
	lines.push({ name: task.name, thumb: await by(byThumb, 1), keys: await by(byKeys, 2) });
}
await Promise.all([browser.close(), world.stop()]);

console.table(Object.fromEntries(lines.map(told)));
const failed = lines.flatMap(({ name, thumb, keys }) =>
	[thumb, keys].flatMap((one) => (one instanceof Error ? [`${name}: ${one.message}`] : [])),
);
for (const words of failed) console.error(words);
process.exit(failed.length > 0 ? 1 : 0);

async function tried(walk: () => Promise<Effort>): Promise<Effort | Error> {
	try {
		return await walk();
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}

function told({ name, thumb, keys }: Line) {
	const [phone, desk] = [thumb, keys].map((one) =>
		one instanceof Error
			? { presses: "cannot", letters: "", seconds: "" }
			: { ...one, seconds: Math.round(one.seconds) },
	);
	return [
		name,
		{
			...{ taps: phone?.presses, typed: phone?.letters, "seconds, phone": phone?.seconds },
			...{ keys: desk?.presses, "of them letters": desk?.letters, "seconds, desk": desk?.seconds },
		},
	] as const;
}
