import type { Browser } from "playwright-core";
import { settled } from "./app-scenes.ts";

const PHONE = { width: 390, height: 844 };

/** Signs in by a set-up link with a passkey of a virtual authenticator, and keeps a picture of Now as it really is. */
export async function takePicture(browser: Browser, setupLink: string, path: string): Promise<void> {
	const link = new URL(setupLink);
	const token = new URLSearchParams(link.hash.slice(1)).get("t");
	if (!token) throw new Error("the set-up link carries no #t=…; the instance prints it at start");
	const context = await browser.newContext({ viewport: PHONE, deviceScaleFactor: 2, colorScheme: "dark" });
	const page = await context.newPage();
	const devtools = await context.newCDPSession(page);
	await devtools.send("WebAuthn.enable");
	await devtools.send("WebAuthn.addVirtualAuthenticator", {
		options: {
			protocol: "ctap2",
			transport: "internal",
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
		},
	});
	await page.goto(`${link.origin}/app/setup`);
	await page.evaluate(becomeAdmin, token);
	await page.goto(`${link.origin}/app/`);
	await settled(page);
	await page.waitForTimeout(1_500);
	await page.screenshot({ path });
	await context.close();
	console.log(path);
}

/** Runs in the page: the two calls of set-up around the browser's own ceremony. */
async function becomeAdmin(token: string): Promise<void> {
	const post = async (path: string, body: unknown) => {
		const headers = { "content-type": "application/json" };
		const answer = await fetch(`/api/v1/setup/${path}`, {
			method: "POST",
			headers,
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return answer.json();
	};
	const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
	const { options } = await post("options", { token, name: "Ana Lindqvist", timeZone });
	const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
	const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
	await post("passkey", { token, response: made.toJSON() });
}
