"""The handbook's own words in its Word and PDF editions, in both languages."""

from collections.abc import Mapping

from guiju.model.text import Text

BOOK_WORDS: Mapping[str, Text] = {
    "book_contents": Text(zh="目录", en="Contents"),
    "book_about": Text(zh="关于本文档", en="About this document"),
    "book_as_on": Text(zh="内容截至 {day}", en="As on {day}"),
    "book_notice": Text(
        zh="本文档由标准库生成，限值为截至日当天的现行限值。打印件和下载件不会随修订更新，使用前请与手册网站核对版本。",
        en="This document is made from the records of the standards; its limits are those in force on the day it "
        "names. Printed and downloaded copies do not follow later revisions: compare the version with the "
        "handbook's site.",
    ),
    "book_digest": Text(zh="标准库指纹 {digest}", en="Fingerprint of the records: {digest}"),
    "book_page": Text(zh="第 {page} 页，共 {pages} 页", en="Page {page} of {pages}"),
    "book_id": Text(zh="编号", en="Id"),
    "book_version": Text(zh="{id}，版本 {version}", en="{id}, version {version}"),
    "book_kpis": Text(zh="指标", en="KPIs"),
    "book_roles": Text(zh="岗位与职责", en="Roles and duties"),
    "book_glossary": Text(zh="术语", en="Glossary"),
    "book_calendars": Text(zh="服务日历", en="Service calendars"),
    "book_bound": Text(zh="须遵守的标准", en="Standards that bind this role"),
    "book_owned": Text(zh="负责的标准", en="Standards owned"),
    "book_published": Text(zh="已公布日期：{first}至 {last}", en="Published from {first} to {last}"),
    "book_weekday": Text(zh="星期", en="Weekday"),
    "book_hours": Text(zh="服务时间", en="Opening hours"),
    "book_make_up": Text(zh="调休上班日", en="Make-up working days"),
    "book_date": Text(zh="日期", en="Date"),
    "book_special": Text(zh="节假日或调休", en="Holiday or make-up day"),
    "book_works": Text(zh="是否上班", en="Working day"),
    "book_yes": Text(zh="上班", en="yes"),
    "book_no": Text(zh="休息", en="no"),
    "book_closed": Text(zh="休息", en="closed"),
    "book_whole_day": Text(zh="全天", en="all day"),
    "book_next_day": Text(zh="次日 {time}", en="{time} of the next day"),
    "book_downloads": Text(zh="下载", en="Download"),
    "book_whole": Text(zh="整本手册", en="The whole handbook"),
    "monday": Text(zh="星期一", en="Monday"),
    "tuesday": Text(zh="星期二", en="Tuesday"),
    "wednesday": Text(zh="星期三", en="Wednesday"),
    "thursday": Text(zh="星期四", en="Thursday"),
    "friday": Text(zh="星期五", en="Friday"),
    "saturday": Text(zh="星期六", en="Saturday"),
    "sunday": Text(zh="星期日", en="Sunday"),
}
