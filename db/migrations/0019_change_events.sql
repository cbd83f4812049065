CREATE TABLE `change_events` (
	`id` text PRIMARY KEY NOT NULL,
	`service_id` text NOT NULL,
	`at` integer NOT NULL,
	`summary` text NOT NULL,
	`source` text NOT NULL,
	`links` text NOT NULL,
	FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `change_events_by_service` ON `change_events` (`service_id`,`at`);