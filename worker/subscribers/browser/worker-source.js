// The worker that shows the status page's news to a visitor. Its scope is its own page, never the app.
// `npm run docs` makes worker-script.ts of this.

const SCOPE = "/subscribe/browser/";
const KEPT = "status-news";
const UNSUBSCRIBE = "unsubscribe";

addEventListener("install", () => skipWaiting());
addEventListener("push", (event) => event.waitUntil(show(read(event.data))));
addEventListener("notificationclick", (event) => {
	const { manage, navigate } = event.notification.data;
	event.notification.close();
	event.waitUntil(event.action === UNSUBSCRIBE ? end(manage) : clients.openWindow(navigate));
});
addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew()));

/** A push that is not shown costs the permission: what cannot be read says so. */
function read(data) {
	try {
		const { notification } = data.json();
		const { manage } = notification.data;
		return { ...notification, navigate: here(notification.navigate), manage: here(manage) };
	} catch {
		return { title: "Status", body: "There is news. Open the status page.", navigate: "/", manage: SCOPE };
	}
}

/** On the host on which the visitor subscribed, whatever the instance calls itself. */
const here = (url) => new URL(url).pathname;

async function show({ title, body, tag, lang, navigate, manage }) {
	await registration.showNotification(title, {
		...{ body, lang, data: { navigate, manage } },
		...(tag && { tag, renotify: true }),
		actions: [{ action: UNSUBSCRIBE, title: "Unsubscribe" }],
	});
	await (await caches.open(KEPT)).put(`${SCOPE}manage`, new Response(manage));
}

/** Where it cannot be ended from here, the page on which it can is opened. */
async function end(manage) {
	const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
	const answer = await fetch(manage, { method: "POST", body }).catch(() => null);
	if (!answer?.ok) return clients.openWindow(manage);
	await (await caches.open(KEPT)).delete(`${SCOPE}manage`);
	return registration.showNotification("Unsubscribed", {
		...{ body: "You get no more updates.", tag: UNSUBSCRIBE, lang: "en" },
		data: { navigate: "/", manage: SCOPE },
	});
}

/** The push service has forgotten this browser: it subscribes anew, with what was chosen. */
async function renew() {
	const kept = await (await caches.open(KEPT)).match(`${SCOPE}wish`);
	if (!kept) return;
	const { key, ...wish } = await kept.json();
	const target = await registration.pushManager.subscribe({
		userVisibleOnly: true,
		applicationServerKey: key,
	});
	await fetch("/api/public/subscriptions", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ kind: "push", target, ...wish }),
	});
}
