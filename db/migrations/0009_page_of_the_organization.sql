ALTER TABLE `settings` ADD `page_name` text;--> statement-breakpoint
ALTER TABLE `settings` ADD `page_logo` text;--> statement-breakpoint
ALTER TABLE `settings` ADD `page_time_zone` text;