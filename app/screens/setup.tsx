/** Where the set-up link leads, until the first run has screens of its own. */
export function Setup() {
	return (
		<main>
			<h1>This link lets the first person in</h1>
			<p>
				It carries a one-time secret and is printed at every start until somebody has a passkey. Keep it to
				yourself: whoever opens it first can become this instance’s first admin.
			</p>
			<p>
				The screens that make that first account are not here yet. Until they are, <code>ADMIN_TOKEN</code>{" "}
				does everything through the API; the launcher keeps it in the file <code>settings</code> of its state
				folder.
			</p>
			<ul class="doors">
				<li>
					<a href="/app/">How to be paged</a>
				</li>
				<li>
					<a href="/">Status page</a>
				</li>
			</ul>
		</main>
	);
}
