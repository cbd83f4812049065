import { DurableObject } from "cloudflare:workers";
import { EarliestAlarm } from "../../platform/alarm-scheduler.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { newId } from "../../platform/vault/ids.ts";
import { sendsReceipts } from "../channels/traits.ts";
import { readyNotice, readyPage } from "../pager.ts";
import type { BundlesRpc, Passenger } from "../rpc.ts";
import { bundleIsOver, bundleMessage } from "../rules/bundle-message.ts";
import {
	type Admission,
	type AskedPage,
	acknowledgedIn,
	admit,
	answeredIn,
	awakeSince,
	isQuiet,
} from "../rules/bundling.ts";
import type { ContactMethod } from "../rules/paging-plan.ts";
import type { PageMessage } from "../rules/payload.ts";
import type { SendOutcome } from "../rules/send-outcome.ts";
import type { Severity } from "../rules/severity.ts";
import { BundleStore, type Carried } from "./bundle-store.ts";
import { Gathering } from "./gathering.ts";
import { Receipts } from "./receipts.ts";

/**
 * One person's pages of many incidents. It decides which wait a moment, and sends those as one. It promises nothing: each
 * incident keeps its own page, brings it when its time has come, and tries again when no answer comes.
 */
export class Bundles extends DurableObject<Env> implements BundlesRpc {
	private readonly store: BundleStore;
	private readonly gathering = new Gathering((passengers) => this.depart(passengers));
	private readonly receipts: Receipts;
	private readonly clock: EarliestAlarm;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.store = new BundleStore(ctx.storage.sql);
		this.clock = new EarliestAlarm(ctx.storage);
		this.receipts = new Receipts(env, () => this.clock.wakeBy(Date.now()));
	}

	async admit({
		methodId,
		pageId,
		...page
	}: AskedPage & { methodId: string; pageId: string }): Promise<Admission> {
		const now = Date.now();
		const state = this.store.method(methodId);
		const { admission, flow } = admit(state.flow, this.store.awake, page, now, () => newId("bundle"));
		this.store.saveMethod(methodId, { ...state, flow }, now);
		if (admission.kind === "bundle") this.gathering.expect(admission.bundleId, pageId);
		return admission;
	}

	carry(passenger: Passenger): Promise<SendOutcome> {
		return this.gathering.join(passenger);
	}

	async received(methodId: string, pageId: string, event: "received" | "opened"): Promise<void> {
		const state = this.store.method(methodId);
		const own = state.carried.find((one) => one.pageId === pageId);
		if (!own) return;
		const isNews = ({ bundleId, receipt }: Carried) =>
			bundleId === own.bundleId && receipt !== "opened" && receipt !== event;
		const told = state.carried.filter((one) => isNews(one) && one.pageId !== pageId);
		const carried = state.carried.map((one) => (isNews(one) ? { ...one, receipt: event } : one));
		this.store.saveMethod(methodId, { ...state, carried }, Date.now());
		await this.receipts.tell(
			told.map(({ incidentId, epoch, ...one }) => ({ ...one, incidentId, epoch, event })),
		);
	}

	async settled(incidentId: string, userId: string, method: ContactMethod): Promise<SendOutcome> {
		this.gathering.withdraw(incidentId);
		const state = this.store.method(method.id);
		const own = state.carried.find((one) => one.incidentId === incidentId);
		const carried = state.carried.map((one) =>
			one.incidentId === incidentId ? { ...one, isOpen: false } : one,
		);
		this.store.saveMethod(method.id, { ...state, carried }, Date.now());
		if (!own || carried.some(({ isOpen }) => isOpen)) return { kind: "accepted", tookMs: 0 };
		const send = await readyNotice(this.env, method, bundleIsOver(this.placeOf(own.bundleId, userId)));
		// A newer page may have come in a bundle meanwhile.
		const isOver = !this.store.method(method.id).carried.some(({ isOpen }) => isOpen);
		return isOver ? send() : { kind: "accepted", tookMs: 0 };
	}

	async answered(incidentId: string, at: Instant, byThem: Severity | null): Promise<void> {
		const now = Date.now();
		for (const [methodId, state] of this.store.entries())
			this.store.saveMethod(methodId, { ...state, flow: answeredIn(state.flow, incidentId) }, now);
		const stormy = this.store.entries().filter(([, { flow }]) => flow.storm && flow.storm.until > at);
		if (byThem === null || stormy.length === 0) return;
		this.store.saveAwake(awakeSince(this.store.awake, { at, severity: byThem }));
		for (const [methodId, state] of stormy)
			this.store.saveMethod(methodId, { ...state, flow: acknowledgedIn(state.flow, at) }, now);
	}

	override async alarm(): Promise<void> {
		this.clock.fired();
		await this.receipts.some();
	}

	/** One request for all of them. What it tells of is kept before it leaves, for the receipt and for the next count. */
	private async depart(passengers: Passenger[]): Promise<SendOutcome> {
		const [first] = passengers;
		if (!first) return { kind: "failed", reason: "answered" };
		const { method, bundleId } = first;
		try {
			const now = Date.now();
			const state = this.store.method(method.id);
			const carried = passengers.map((one) => carriedBy(one, now));
			const others = state.carried.filter(
				(one) => !carried.some((each) => each.incidentId === one.incidentId),
			);
			const message = this.compose(
				passengers,
				others.filter(({ isOpen }) => isOpen),
			);
			const flow = { ...state.flow, leftAt: now };
			this.store.saveMethod(method.id, { flow, carried: [...others, ...carried] }, now);
			const send = await readyPage(this.env, { kind: "method", method }, message);
			const outcome = await send();
			log("bundle.left", { bundleId, pages: passengers.length, outcome: outcome.kind });
			return outcome;
		} catch (error) {
			log("bundle.broke", { bundleId, error: String(error) });
			return { kind: "retry", reason: "internal", retryAfterMs: null };
		}
	}

	private compose(passengers: Passenger[], earlier: Carried[]): PageMessage {
		const messages = passengers.map(({ message }) => message) as [PageMessage, ...PageMessage[]];
		const { method, bundleId, userId } = passengers[0] as Passenger;
		const { awake } = this.store;
		const isHushed = ({ quiet, message }: Passenger) => quiet || isQuiet(awake, message.severity, Date.now());
		const quiet = passengers.every(isHushed);
		const message = bundleMessage(messages, earlier, quiet, this.placeOf(bundleId, userId));
		// Only a phone has a use for it: its receipt. A button would answer for one of many.
		return sendsReceipts(method.kind) ? message : { ...message, token: null };
	}

	/** Now, where all that page can be acknowledged. */
	private placeOf(bundleId: string, userId: string) {
		return { bundleId, userId, navigate: `${publicUrl(this.env)}/app/` };
	}
}

function carriedBy({ bundleId, message }: Passenger, at: Instant): Carried {
	const { incidentId, pageId, epoch, severity, title, service } = message;
	return { bundleId, incidentId, pageId, epoch, severity, title, service, at, isOpen: true, receipt: null };
}
