/** Nights in which Ana is paged by text first. */
import { call } from "./notices.ts";
import { PhoneCompany } from "./phone-company.ts";
import { play, type Scene } from "./scene.ts";
import type { SeenEvent } from "./witness/incident-record.ts";
import type { Shape } from "./world.ts";

const TEAM: Shape = {
	name: "Ana by text, then Bo",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 120 },
		{ page: ["bo"], afterSeconds: 600 },
	],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};
export const ANA = "+4930111111";
const MAIL_HOST = "api.resend.com";
const MAIL = { EMAIL_PROVIDER: "resend", EMAIL_FROM: "pages@tocsin.example", EMAIL_KEY: "re_1" };

export interface Method {
	id: string;
	state: string;
	stateReason: string | null;
}

export interface Night {
	scene: Scene;
	company: PhoneCompany;
	mails: number[];
	method(kind?: string): Promise<Method>;
}

/** Ana is paged by text, and ten minutes later by mail, unless `rules` say otherwise. */
export async function night(rules: [string, number][], act: (night: Night) => Promise<void>): Promise<void> {
	await play(TEAM, 1, async (scene) => {
		const { edge, users } = scene.world;
		const company = new PhoneCompany(scene);
		const mails: number[] = [];
		Object.assign(edge.env, MAIL);
		edge.sites.set(MAIL_HOST, () => {
			mails.push(edge.clock.wall());
			return Response.json({ id: "1" });
		});
		const end = () => {
			company.end();
			for (const name of Object.keys(MAIL)) delete (edge.env as unknown as Record<string, unknown>)[name];
			edge.sites.delete(MAIL_HOST);
		};
		for (const [kind, address] of [
			["sms", ANA],
			["email", "ana@shop.example"],
		])
			await active(scene, "ana", String(kind), String(address));
		const high = rules.map(([method, delaySeconds]) => ({ method, delaySeconds }));
		await call(scene, "PATCH", `users/${users.ana}`, { notificationRules: { high, low: [] } });
		await scene.pass(5);
		const method = (kind = "sms") => methodOf(scene, "ana", kind);
		await act({ scene, company, mails, method }).finally(end);
	});
}

async function methodOf(scene: Scene, name: "ana" | "bo", kind: string): Promise<Method> {
	const path = `users/${scene.world.users[name]}/contact-methods`;
	const { items } = await call<{ items: (Method & { kind: string })[] }>(scene, "GET", path);
	return items.find((one) => one.kind === kind)!;
}

export async function active(
	scene: Scene,
	name: "ana" | "bo",
	kind: string,
	address: string,
): Promise<string> {
	const path = `users/${scene.world.users[name]}/contact-methods`;
	const { id } = await call<Method>(scene, "POST", path, { kind, address });
	await call(scene, "PATCH", `${path}/${id}`, { state: "active" });
	return `${path}/${id}`;
}

export const TEXT_THEN_MAIL: [string, number][] = [
	["sms", 0],
	["email", 90],
];
export const eventsOf = (scene: Scene, type: string, n = 0): SeenEvent[] =>
	scene.events(scene.acts.declared[n]).filter((event) => event.type === type);

export async function declare(scene: Scene): Promise<void> {
	await scene.answer(scene.acts.declare("P2"));
	await scene.pass(3);
}
