/** Somebody who has never seen Tocsin, with a phone or a computer in hand: a passkey maker, and a push service that is ours. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { PushSubscriptionJson } from "../../scripts/demo/push/subscription.ts";
import { DESKTOP, PHONE } from "./browser.ts";

export const SETUP_TOKEN = "test-setup-token-0123456789abcdefghijklmnopqrstuv";

const ANDROID =
	"Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Mobile Safari/537.36";

/** A phone by its size, its touch screen and what it says of itself. */
export const phoneContext = (browser: Browser): Promise<BrowserContext> =>
	browser.newContext({
		viewport: PHONE,
		userAgent: ANDROID,
		hasTouch: true,
		isMobile: true,
		permissions: ["notifications"],
	});

/** Without the service worker, which would fetch the whole app each time: what it does is tried on phones. */
export const deskContext = (browser: Browser): Promise<BrowserContext> =>
	browser.newContext({
		viewport: DESKTOP,
		permissions: ["clipboard-read", "clipboard-write"],
		serviceWorkers: "block",
	});

/** Gives a page a virtual authenticator that says yes to every passkey question. */
export async function holdPasskeys(page: Page): Promise<void> {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send("WebAuthn.enable");
	await devtools.send("WebAuthn.addVirtualAuthenticator", {
		options: {
			protocol: "ctap2",
			transport: "internal",
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
}

/** Stands where the network was: `subscribe()` answers with a subscription of the double instead of the vendor's. */
export async function subscribeAt(
	context: BrowserContext,
	subscription: PushSubscriptionJson,
): Promise<void> {
	await context.addInitScript((json) => {
		const made = {
			endpoint: json.endpoint,
			expirationTime: null,
			options: { userVisibleOnly: true, applicationServerKey: null },
			toJSON: () => json,
			unsubscribe: async () => true,
			getKey: () => null,
		} as unknown as PushSubscription;
		const kept = () => localStorage.getItem("test-subscribed") === "yes";
		PushManager.prototype.subscribe = async () => {
			localStorage.setItem("test-subscribed", "yes");
			return made;
		};
		PushManager.prototype.getSubscription = async () => (kept() ? made : null);
	}, subscription);
}

/** Lets a person in without any ceremony: their session's cookie, as `signIn` made it, goes into the context. */
export async function letIn(
	context: BrowserContext,
	origin: string,
	headers: Record<string, string>,
): Promise<void> {
	const [name = "", value = ""] = (headers.cookie ?? "").split("=");
	await context.addCookies([{ name, value, url: origin, httpOnly: true }]);
}
