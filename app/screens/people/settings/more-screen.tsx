import { Icon, type IconName } from "../../../parts/icon.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { me } from "../../../state/session.ts";

/** What the tabs have no room for. */
export default function MoreScreen() {
	return (
		<Screen title="More">
			<Rows label="More">
				<Row lead={<Lead icon="people" />} title="People" sub="Who shares the pager" href="/people" />
				<Row
					lead={<Lead icon="settings" />}
					title="Settings"
					sub={
						me().value?.user.name
							? `Devices, look and sign-in of ${me().value?.user.name}`
							: "Devices, look, sign-in"
					}
					href="/settings"
				/>
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
