import { For } from "solid-js";
import { Icon, type IconName } from "../../../parts/icon.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { openOverlay } from "../../../shell/overlay.ts";
import { type NavRoute, useNavRoutes } from "../../../shell/routes.ts";
import { Screen } from "../../../shell/screen.tsx";
import { me } from "../../../state/session.ts";

/** What the tabs have no room for. */
export default function MoreScreen() {
	const routes = useNavRoutes().filter((route) => route.nav.where === "more");
	const subOf = ({ nav: { sub } }: NavRoute) =>
		typeof sub === "function" ? sub(me().value?.user.name) : sub;
	return (
		<Screen title="More">
			<Rows label="More">
				<Row
					lead={<Lead icon="search" />}
					title="Search"
					sub="Incidents, services, people, and commands"
					onPress={() => openOverlay("palette")}
				/>
				<For each={routes}>
					{(route) => (
						<Row
							lead={<Lead icon={route.nav.icon} />}
							title={route.title}
							sub={subOf(route)}
							href={route.path}
						/>
					)}
				</For>
				<Row lead={<Lead icon="globe" />} title="Status page" sub="What the public sees" href="/" external />
			</Rows>
		</Screen>
	);
}

const Lead = (props: { icon: IconName }) => (
	<span class="icon-lead">
		<Icon name={props.icon} />
	</span>
);
