"""A waiver and a register of attestations for the small pack."""

WAIVER = "waivers/desk-move.yaml"
VALID = """\
id: desk-move
title: {zh: 搬迁, en: Move}
reason: {zh: 台账停用, en: The ledger was out of use}
clauses: [complaint-handling#handled]
where: channel = 'phone'
requested_by: complaint-officer
approver: quality-committee
from: 2025-07-01
expiry: 2025-07-31
"""
REGISTER = "exports/attestations.yaml"
ATTESTATIONS = """\
id: attestations
title: {zh: 确认登记, en: Attestations}
description: {zh: 每行一次确认, en: One confirmation a row}
key: [entry]
at: given_at
columns:
  entry: {title: {zh: 编号, en: Entry}, type: text}
  clause: {title: {zh: 条款, en: Clause}, type: text, required: true}
  result:
    title: {zh: 结果, en: Result}
    type: text
    values: {confirmed: {zh: 确认, en: confirmed}, denied: {zh: 否认, en: denied}}
  role: {title: {zh: 岗位, en: Role}, type: text}
  given_at: {title: {zh: 时间, en: Given at}, type: datetime}
"""
OWNED = "check: {kind: condition, on: complaints, holds: handler is not null}"
ATTEST = "check: {kind: attest, every: year, by: [quality-committee]}"
