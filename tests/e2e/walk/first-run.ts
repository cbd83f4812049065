/** From the printed link to the first monitor, on an instance that nobody has used. */
import type { Page } from "playwright-core";
import type { Thumb } from "../../support/thumb.ts";
import type { Keyboard } from "./keyboard.ts";
import { ADDRESS, button, heading } from "./parts.ts";

export const firstRun = {
	name: "First run, to the first monitor",
	async phone(page: Page, thumb: Thumb, target: string) {
		await heading(page, "Welcome");
		await thumb.write("name", page.getByLabel("Your name"), "Ana");
		await thumb.tap(button(page, "Create a passkey"));
		thumb.tapElsewhere();
		await heading(page, "Save these codes");
		await thumb.tap(button(page, "I’ve saved them"));
		await heading(page, "What should we monitor?");
		await thumb.write("address", page.getByLabel(ADDRESS), target);
		await thumb.tap(button(page, "Check now"));
		await page.getByText("Responding", { exact: true }).waitFor();
		await thumb.tap(button(page, "Add monitor"));
		await page.getByText("Monitored from now on.").waitFor();
	},
	async desk(page: Page, hands: Keyboard, target: string) {
		await heading(page, "Welcome");
		await hands.write(page.getByLabel("Your name"), "Ana");
		await hands.press("Enter");
		// The question of the system.
		await hands.press("Enter");
		await heading(page, "Save these codes");
		await hands.enter(button(page, "I’ve saved them"));
		await heading(page, "What should we monitor?");
		await hands.write(page.getByLabel(ADDRESS), target);
		await hands.press("Enter");
		await page.getByText("Responding", { exact: true }).waitFor();
		await hands.tabTo(page.getByLabel("Name", { exact: true }));
		await hands.press("Enter");
		await page.getByText("Monitored from now on.").waitFor();
	},
};
