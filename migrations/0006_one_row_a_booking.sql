-- Derived from the bookings, a day at a time.
DROP TABLE `occupations`;--> statement-breakpoint
CREATE TABLE `__new_bookings` (
	`id` text PRIMARY KEY NOT NULL,
	`date` text NOT NULL,
	`start` integer NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`title` text,
	`activity` text,
	`facilitator` text,
	`series` text,
	`uid` text,
	`equipment` text,
	`document` text NOT NULL,
	`facets` text NOT NULL,
	`rivals` text,
	`stamp` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_bookings`("rowid", "id", "date", "start", "kind", "status", "title", "activity", "facilitator", "series", "uid", "equipment", "document", "facets", "rivals", "stamp")
SELECT b."rowid", b."id", b."date", b."start", b."kind", b."status", b."title", b."activity", b."facilitator", b."series", b."uid",
	CASE WHEN b."status" <> 'cancelled' AND b."facets" ->> '$.what.equipment[0].id' IS NOT NULL
		THEN (SELECT json_group_array("value" ->> '$.id') FROM json_each(b."facets", '$.what.equipment')) END,
	e."document", e."facets", e."rivals", e."stamp"
FROM `bookings` b JOIN `entities` e ON e."circle" = 'team' AND e."type" = 'bookings' AND e."id" = b."id" ORDER BY b."rowid";--> statement-breakpoint
DROP TABLE `bookings`;--> statement-breakpoint
ALTER TABLE `__new_bookings` RENAME TO `bookings`;--> statement-breakpoint
DELETE FROM `entities` WHERE "circle" = 'team' AND "type" = 'bookings' AND "id" IN (SELECT "id" FROM `bookings`);--> statement-breakpoint
CREATE INDEX `bookings_by_date` ON `bookings` (`date`);--> statement-breakpoint
CREATE INDEX `bookings_by_series` ON `bookings` (`series`,`date`) WHERE series IS NOT NULL;--> statement-breakpoint
CREATE INDEX `bookings_by_uid` ON `bookings` (`uid`) WHERE uid IS NOT NULL;--> statement-breakpoint
CREATE INDEX `bookings_by_activity` ON `bookings` (`activity`,`date`) WHERE kind <> 'appointment';--> statement-breakpoint
CREATE INDEX `bookings_by_facilitator` ON `bookings` (`facilitator`,`date`) WHERE facilitator IS NOT NULL;--> statement-breakpoint
CREATE INDEX `bookings_with_equipment` ON `bookings` (`date`) WHERE equipment IS NOT NULL;--> statement-breakpoint
CREATE INDEX `bookings_with_rivals` ON `bookings` (`id`) WHERE rivals IS NOT NULL;--> statement-breakpoint
DROP INDEX `circle_updates_by_document`;--> statement-breakpoint
ALTER TABLE `circle_updates` ADD `packed` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `circle_updates` ADD `clock` text;--> statement-breakpoint
UPDATE `circle_updates` SET `clock` = (SELECT json_extract("value", '$') FROM `meta` WHERE "key" = 'clock')
WHERE `id` = (SELECT max(`id`) FROM `circle_updates`);--> statement-breakpoint
DELETE FROM `meta` WHERE "key" = 'clock';--> statement-breakpoint
ALTER TABLE `restore_points` ADD `packed` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE TABLE `__new_gestures` (
	`number` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`circle` text NOT NULL,
	`at` integer NOT NULL,
	`line` text NOT NULL,
	`inverse` text NOT NULL,
	`undone` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_gestures`("id", "circle", "at", "line", "inverse", "undone") SELECT "id", "circle", "at", "line", "inverse", "undone" FROM `gestures` ORDER BY "at", "rowid";--> statement-breakpoint
DROP TABLE `gestures`;--> statement-breakpoint
ALTER TABLE `__new_gestures` RENAME TO `gestures`;--> statement-breakpoint
CREATE TABLE `__new_own_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	`bytes` blob NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_own_entries`("id", "document", "bytes") SELECT (CASE "circle" WHEN 'welcome' THEN 1 WHEN 'care' THEN 2 ELSE 0 END) * 281474976710656 + "seq", "document", "bytes" FROM `own_entries` ORDER BY 1;--> statement-breakpoint
DROP TABLE `own_entries`;--> statement-breakpoint
ALTER TABLE `__new_own_entries` RENAME TO `own_entries`;
