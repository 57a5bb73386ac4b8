// Reads calendars by ical.js, the parser of Thunderbird and Nextcloud: every event of each file, in UTC, as JSON.
// node calendars.cjs <folder of npm modules> <file of a JSON list of calendars>
const [modules, file] = process.argv.slice(2);
const ICAL = require(require("path").join(modules, "ical.js", "dist", "ical.es5.cjs"));
ICAL.design.strict = true;
const found = [];
for (const text of JSON.parse(require("fs").readFileSync(file, "utf8"))) {
  const whole = new ICAL.Component(ICAL.parse(text));
  const instant = time => new Date(1000 * time.toUnixTime()).toISOString();
  const events = whole.getAllSubcomponents("vevent").map(each => new ICAL.Event(each));
  const times = [];
  for (const event of events.filter(each => !each.isRecurrenceException())) {
    for (const other of events.filter(each => each.isRecurrenceException() && each.uid === event.uid)) {
      event.relateException(other);
    }
    if (!event.isRecurring()) {
      times.push([instant(event.startDate), instant(event.endDate)]);
      continue;
    }
    const steps = event.iterator();
    for (let next = steps.next(); next; next = steps.next()) {
      const one = event.getOccurrenceDetails(next);
      times.push([instant(one.startDate), instant(one.endDate)]);
    }
  }
  found.push(times.sort());
}
console.log(JSON.stringify(found));
