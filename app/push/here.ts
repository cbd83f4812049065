import { createEffect, createRoot, createSignal } from "solid-js";
import { canAcknowledge } from "../state/first-acknowledgement.ts";
import { onNews } from "../state/live.ts";
import { beforeSignOut, me, myId, sessionState } from "../state/session.ts";
import { type StripItem, setStrip } from "../state/strip.ts";
import { whenWords } from "../state/words.ts";
import { forgetDevice, readDevice, rememberDevice } from "./device.ts";
import type { WorkerMessage } from "./messages.ts";
import { settleNotifications } from "./notification.ts";
import { type Checked, checkPush, turnOffPush } from "./push.ts";
import { onWorkerMessage } from "./worker-client.ts";

/** The comparison asks the server, so a phone that is opened every few seconds does not make it every time. */
const CHECK_EVERY_MS = 60_000;

/** An unanswered page is sent again after this long. */
const RINGS_FOR_MS = 45_000;
const RHYTHM = [400, 150, 400, 150, 800];

/** Whether pages reach this browser; null until it was compared for the first time. */
const [checked, setChecked] = createSignal<Checked | null>(null);
let checkedAt = 0;

/** Asks at once, whenever it was asked before. */
async function comparePush(): Promise<Checked | null> {
	const mine = me().value;
	if (!mine || sessionState() !== "in") return null;
	checkedAt = Date.now();
	return setChecked(await checkPush(mine.user.id));
}

/** Before signing out: the next person's browser must not show this one's pages. */
async function leaveDevice(): Promise<void> {
	const device = await readDevice();
	const isOff = !device?.methodId || (await turnOffPush(device.userId, device.methodId));
	// Without a network nobody signs out either: then it goes on being this person's.
	if (!isOff) return;
	await forgetDevice();
	setChecked(null);
}

/** What the strip on top of every screen says of this device; null while there is nothing to say. */
function stripOf(state: Checked | null): StripItem | null {
	if (state?.kind === "lost")
		return { tone: "amber", text: "Push is off. This device can’t get pages.", href: "/settings" };
	if (state?.kind === "fixed") {
		const since = state.since === null ? "" : ` since ${whenWords(state.since, Date.now())}`;
		return {
			tone: "plain",
			text: `Push was off on this device${since}. It’s fixed now.`,
			act: "Dismiss",
			onAct: comparePush,
		};
	}
	return null;
}

/** Once, at the start: mirrors for the worker who this is, and compares on every return. */
export function startPush(): void {
	beforeSignOut(leaveDevice);
	createRoot(() => {
		onNews(({ incident }) => {
			if (canAcknowledge(incident, myId())) return;
			setStrip(`page-${incident.id}`, null);
			void settleNotifications(incident.id);
		});
		createEffect(() => setStrip("push", stripOf(checked())));
		createEffect(() => {
			const mine = me().value;
			if (!mine || sessionState() !== "in") return;
			const { tapToAcknowledge } = mine;
			void rememberDevice({ userId: mine.user.id, tapToAcknowledge }).then(compareIfDue);
		});
	});
	document.addEventListener("visibilitychange", () => void compareIfDue());
	onWorkerMessage((message) => {
		if (message.type === "page") ring(message);
		if (message.type === "subscription") void comparePush();
	});
}

/** Beside the notification, for whoever has the app open: gone when somebody has it, or until the next call. */
function ring(page: Extract<WorkerMessage, { type: "page" }>): void {
	if (sessionState() !== "in") return;
	const { incidentId } = page;
	const strip = `page-${incidentId}`;
	setStrip(strip, { tone: "alarm", text: page.title, about: [incidentId], href: `/incidents/${incidentId}` });
	setTimeout(() => setStrip(strip, null), RINGS_FOR_MS);
	if (!location.pathname.endsWith(incidentId)) navigator.vibrate?.(RHYTHM);
}

async function compareIfDue(): Promise<void> {
	const due = Date.now() - checkedAt > CHECK_EVERY_MS;
	if (due && document.visibilityState === "visible") await comparePush();
}
