/** What every task presses. */
import type { Page } from "playwright-core";

export const button = (page: Page, name: string | RegExp) =>
	page.getByRole("button", { name, exact: typeof name === "string" });

export const dialog = (page: Page) => page.getByRole("dialog");

export const inDialog = (page: Page, name: string | RegExp) =>
	dialog(page).getByRole("button", { name, exact: typeof name === "string" });

export const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

/** The field that takes what is to be watched; its label names every kind of target. */
export const ADDRESS = /^URL or /;
