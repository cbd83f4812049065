import { isInstalled, pushSupport, type SystemFacts, systemFacts } from "../../../push/systems.ts";
import { mayAs, me } from "../../../state/session.ts";

export const STEPS = ["monitor", "phone", "push", "test", "done"] as const;
export type Step = (typeof STEPS)[number];

/** What this device is and allows, as far as it tells. */
export const thisSystem = (): SystemFacts => systemFacts(navigator.userAgent, navigator.maxTouchPoints);

/** A device that goes where its owner goes: the one that should ring. */
export function isPhone(): boolean {
	const { system } = thisSystem();
	return system === "ios" || system === "android";
}

/** Push exists here only once the app is on the Home Screen. */
export const mustBeInstalled = (): boolean =>
	thisSystem().needsHomeScreen && !isInstalled() && !pushSupport();

/** The way through: a phone turns push on for itself, a computer brings a phone in. Only an admin adds a monitor. */
export function stepsHere(): Step[] {
	const reach: Step = isPhone() ? "push" : "phone";
	return [...(mayAs("admin") ? (["monitor"] as const) : []), reach, "test", "done"];
}

/** The first that is not done; unknown counts as open. */
export function nextOpenStep(): Step {
	const list = me().value?.checklist;
	const isDone: Record<Step, boolean | undefined> = {
		...{ monitor: list?.monitor, phone: list?.phone, push: list?.phone, test: list?.tested },
		done: false,
	};
	return stepsHere().find((step) => !isDone[step]) ?? "done";
}

/** Where a step leads; one that is not on this device's way, such as push on a computer, leads on to the test. */
export function stepAfter(step: Step): Step {
	const way = stepsHere();
	const at = way.indexOf(step);
	return at < 0 ? "test" : (way[at + 1] ?? "done");
}

export const isStep = (text: string | undefined): text is Step => STEPS.some((step) => step === text);
