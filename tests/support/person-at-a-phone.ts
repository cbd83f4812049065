import type { Page } from "playwright-core";

/** How long people take, in milliseconds: from what is known of touch screens, on the slow side. */
const PAUSE = {
	tap: 1_200,
	key: 250,
	screen: 3_000,
	listOfCodes: 12_000,
	system: 2_500,
	notification: 4_000,
};

/** Uses a phone with real touches, and counts what a person would have done and how long they would have taken. */
export function personAt(page: Page) {
	const startedAt = performance.now();
	let taps = 0;
	let pausesMs = 0;
	const spend = (what: keyof typeof PAUSE, times = 1) => {
		pausesMs += PAUSE[what] * times;
	};
	return {
		/** Reads a screen before acting on it. */
		async reads(heading: string, what: "screen" | "listOfCodes" = "screen") {
			await page.getByRole("heading", { level: 1, name: heading }).waitFor();
			spend(what);
		},
		async taps(name: string) {
			await page
				.getByRole("button", { name, exact: true })
				.or(page.getByRole("link", { name, exact: true }))
				.tap();
			taps++;
			spend("tap");
		},
		/** Into the field that has the focus already: no tap was needed. */
		async types(label: string, text: string) {
			const field = page.getByLabel(label, { exact: true });
			await field.evaluate((element) => {
				const until = performance.now() + 5_000;
				return new Promise<void>((done, late) => {
					const look = () => {
						if (document.activeElement === element) return done();
						if (performance.now() > until) return late(new Error("the field never had the focus"));
						setTimeout(look, 20);
					};
					look();
				});
			});
			await page.keyboard.type(text);
			spend("key", text.length);
		},
		/** A question of the system's own, which a test's browser answers by itself. */
		answersTheSystem() {
			taps++;
			spend("system");
		},
		/** Sees the notification and presses it. */
		answersNotification() {
			taps++;
			spend("notification");
		},
		/** Machine and person together. */
		seconds: () => (performance.now() - startedAt + pausesMs) / 1_000,
		count: () => taps,
	};
}
