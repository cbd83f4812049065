/** What is here before the app's own screens are: the doors that already lead somewhere. */
export function Home() {
	return (
		<main>
			<h1>Tocsin is on watch</h1>
			<p>
				Checks, pages, acknowledgements and the public page run without this app. Its own screens are not here
				yet; these doors are open:
			</p>
			<ul class="doors">
				<li>
					<a href="/">Status page</a>
					<p>What the public sees.</p>
				</li>
				<li>
					<a href="/healthz/deep">Health</a>
					<p>Whether every part of this instance is on time.</p>
				</li>
				<li>
					<a href="/api/v1/openapi.json">API description</a>
					<p>Services, monitors, schedules, policies and incidents, for scripts.</p>
				</li>
			</ul>
			<h2>How to be paged</h2>
			<p>
				Give a user a contact method: a browser’s push subscription, or a webhook that your phone’s automation
				listens to. A page then opens a small page of its own with one button, Acknowledge.
			</p>
			<pre>
				<code>{`POST /api/v1/users/USER_ID/contact-methods
Authorization: Bearer ADMIN_TOKEN
Content-Type: application/json

{"kind":"webhook","name":"Bedside","url":"https://example.com/page"}`}</code>
			</pre>
		</main>
	);
}
