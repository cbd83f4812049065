/** What leaves for people who have to answer nothing, and ticks as they come on a bad day. */
import type { CastName } from "../support/cast.ts";
import type { Scene } from "./scene.ts";
import { ADMIN } from "./world.ts";

/** One request with a reminder or a digest. */
export interface NoticeLeft {
	at: number;
	name: CastName;
	kind: "reminder" | "digest";
	noticeId: string;
	subjectId: string;
	title: string;
	body: string;
}

/** Collects what leaves from now on. */
export function noticesOf(scene: Scene): NoticeLeft[] {
	const { edge } = scene.world;
	const left: NoticeLeft[] = [];
	const before = edge.onDeparture;
	edge.onDeparture = (url, body) => {
		before(url, body);
		const one = noticeIn(body);
		if (one) left.push({ ...one, at: edge.clock.wall(), name: url.split("/").at(-1) as CastName });
	};
	return left;
}

function noticeIn(body: string): Omit<NoticeLeft, "at" | "name"> | null {
	if (!body.startsWith("{")) return null;
	const { notification, data } = JSON.parse(body);
	const { title, body: text } = notification ?? data ?? {};
	const { kind, noticeId, subjectId } = notification?.data ?? data ?? {};
	return kind === "reminder" || kind === "digest" ? { kind, noticeId, subjectId, title, body: text } : null;
}

/** What a person has after all of it: a phone and a receiver know a notice by its id. */
export function shown(left: readonly NoticeLeft[], name: CastName): string[] {
	const own = left.filter((one) => one.name === name);
	return [...new Map(own.map((one) => [one.noticeId, one.title])).values()];
}

/** The most requests that left for one notice to one person. */
export function mostTries(left: readonly NoticeLeft[]): number {
	const tries = new Map<string, number>();
	for (const { name, noticeId } of left)
		tries.set(`${name} ${noticeId}`, (tries.get(`${name} ${noticeId}`) ?? 0) + 1);
	return Math.max(0, ...tries.values());
}

export interface BadDay {
	/** Shares from 0 to 1. */
	missing?: number;
	doubled?: number;
	/** Everything that runs dies, at any moment of the tick. */
	killed?: number;
}

/** Ticks for this long; the last three are as they should be, so that what was interrupted is made good. */
export async function tickFor(scene: Scene, minutes: number, day: BadDay = {}): Promise<void> {
	const { edge } = scene.world;
	const isTrue = (share: number | undefined) => edge.dice.between(0, 1) < (share ?? 0);
	for (let i = 0; i < minutes; i++) {
		if (!isTrue(day.missing)) void edge.tick();
		if (isTrue(day.doubled))
			edge.clock.plan(edge.dice.between(0, 400), "a second tick", () => void edge.tick());
		if (isTrue(day.killed)) edge.clock.plan(edge.dice.between(0, 500), "a kill", () => edge.kill());
		await scene.pass(60);
	}
}

export async function call<Body>(scene: Scene, method: string, path: string, body?: object): Promise<Body> {
	const answer = await scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
	if (answer.status >= 300)
		throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
	return answer.body as Body;
}
