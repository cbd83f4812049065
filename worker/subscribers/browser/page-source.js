// The page on which a visitor lets their browser show the status page's news. It asks for permission after a press only.
// `npm run docs` makes page-script.ts of this.

const SCOPE = "/subscribe/browser/";
const PATIENCE_MS = 15_000;
const KEPT = "status-news";

const form = document.getElementById("choice");
const button = document.getElementById("go");
const said = document.getElementById("said");
const change = document.getElementById("change");

const say = (words) => {
	said.textContent = words;
};

const canDoIt = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

if (canDoIt) {
	form.hidden = false;
	form.onsubmit = (event) => {
		event.preventDefault();
		void press();
	};
	void showWhatIsThere();
} else {
	say(
		"This browser can’t show notifications of a website. On an iPhone or iPad, add this page to the Home Screen first, or get updates by email or feed.",
	);
}

async function press() {
	button.disabled = true;
	say("Asking your browser…");
	try {
		say(await subscribe());
	} catch (error) {
		say(`That didn’t work: ${error.message} Try again.`);
	}
	button.disabled = false;
}

async function subscribe() {
	if ((await Notification.requestPermission()) !== "granted")
		return "Notifications are not allowed for this site. Allow them in your browser’s settings, then press again.";
	const wish = wishOf(new FormData(form));
	const { pushManager } = await registered();
	const target = await inTime(subscribed(pushManager));
	await keep("wish", JSON.stringify({ ...wish, key: button.dataset.key }));
	const answer = await fetch("/api/public/subscriptions", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ kind: "push", target, ...wish }),
	});
	if (answer.ok)
		return "Almost done: a notification comes in a few seconds. By it you can change or end this.";
	const { detail } = await answer.json().catch(() => ({}));
	throw new Error(detail ?? `The answer was ${answer.status}.`);
}

function wishOf(chosen) {
	const componentIds = chosen.getAll("componentIds");
	return {
		componentIds: componentIds.length > 0 ? componentIds : null,
		incidentId: chosen.get("incidentId"),
		frequency: chosen.get("frequency") ?? "each",
	};
}

/** One that was made for another key gets nothing of ours. */
async function subscribed(manager) {
	const asked = { userVisibleOnly: true, applicationServerKey: button.dataset.key };
	try {
		return await manager.subscribe(asked);
	} catch (error) {
		const old = await manager.getSubscription();
		if (!old) throw error;
		await old.unsubscribe();
		return manager.subscribe(asked);
	}
}

/** The worker of this page alone: it has nothing to do with the app's. */
async function registered() {
	const registration = await navigator.serviceWorker.register(`${SCOPE}worker.js`, { scope: SCOPE });
	const begun = registration.installing ?? registration.waiting;
	if (!registration.active && begun)
		await inTime(
			new Promise((resolve) => {
				begun.onstatechange = () => begun.state === "activated" && resolve();
			}),
		);
	return registration;
}

/** `pushManager.subscribe()` never settles where no push service can be reached. */
function inTime(work) {
	const late = new Promise((_, reject) =>
		setTimeout(() => reject(new Error("Your browser reached no push service.")), PATIENCE_MS),
	);
	return Promise.race([work, late]);
}

async function keep(name, text) {
	await (await caches.open(KEPT)).put(SCOPE + name, new Response(text));
}

/** The worker notes where a subscription is changed, once a message has said so. */
async function showWhatIsThere() {
	const [registration, kept] = await Promise.all([
		navigator.serviceWorker.getRegistration(SCOPE),
		caches.open(KEPT).then((cache) => cache.match(`${SCOPE}manage`)),
	]);
	const subscription = await registration?.pushManager.getSubscription();
	if (!subscription || !kept) return;
	change.href = await kept.text();
	change.hidden = false;
}
