import { createContext } from "hono/jsx";
import { PLAIN_PAGE, type PublicPage } from "./rules/public-snapshot.ts";

/** What every part of a public page may ask: what the page is called, its zone, and its own address. */
export interface PageFacts extends PublicPage {
	/** Without it, nothing is said of the address. */
	url: string | null;
}

export const PageContext = createContext<PageFacts>({ ...PLAIN_PAGE, url: null });
