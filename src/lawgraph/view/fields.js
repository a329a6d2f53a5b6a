// The fields of the map: a province and the divisions in it, each with its name, as layout.py laid them out.

const FIELD_NAMES = {
  zh: {
    "": "全国及其他", own: "本级", other: "其他",
    ArbitrationCommission: "仲裁委员会", Association: "社会团体", Company: "企业", Court: "法院", DisciplineOrgan: "纪检监察机关", DrugRehabilitationCentre: "戒毒所",
    ForensicInstitute: "司法鉴定机构", Government: "政府", JudicialOffice: "司法所", JusticeBureau: "司法行政机关", LawFirm: "律师事务所", LawyersAssociation: "律师协会",
    LegalAidCentre: "法律援助与公共法律服务机构", MediaOutlet: "媒体", MediationOrganisation: "调解组织", NotaryOffice: "公证处", OtherInstitution: "其他机构",
    PartyOrgan: "党的机关", PeoplesCongress: "人大与政协", Prison: "监狱", Procuratorate: "检察院", PublicSecurityOrgan: "公安机关", University: "院校",
  },
  en: {
    "": "National and other", own: "Its own bodies", other: "Other",
    ArbitrationCommission: "Arbitration commissions", Association: "Associations", Company: "Companies", Court: "Courts", DisciplineOrgan: "Discipline and supervision", DrugRehabilitationCentre: "Drug rehabilitation",
    ForensicInstitute: "Forensic institutes", Government: "Government", JudicialOffice: "Judicial offices", JusticeBureau: "Justice administration", LawFirm: "Law firms", LawyersAssociation: "Lawyers' associations",
    LegalAidCentre: "Legal aid and services", MediaOutlet: "Media", MediationOrganisation: "Mediation", NotaryOffice: "Notary offices", OtherInstitution: "Other institutions",
    PartyOrgan: "Party organs", PeoplesCongress: "People's congresses and consultative conferences", Prison: "Prisons", Procuratorate: "Procuratorates", PublicSecurityOrgan: "Public security", University: "Universities and schools",
  },
};

/** The name of a field; of a province's own bodies the field bears the province's key. */
function fieldName(field, parent) {
  const words = text === TEXTS.zh ? FIELD_NAMES.zh : FIELD_NAMES.en;
  if (field.level && parent && field.key === parent.key) return field.key ? words.own : words.other;
  return field.title || words[field.key] || words.other;
}

/** Draw the rectangles under the network; `toScreen` turns a place of the map into one of the canvas. */
function drawFields(ctx, fields, toScreen) {
  ctx.save();
  for (const field of fields) {
    const [left, top] = toScreen(field.x, field.y), [right, bottom] = toScreen(field.x + field.width, field.y + field.height);
    if (field.level === 0) {
      ctx.fillStyle = palette.field;
      ctx.beginPath();
      ctx.roundRect(left, top, right - left, bottom - top, Math.min(10, (right - left) / 8));
      ctx.fill();
    } else {
      ctx.strokeStyle = palette.rule;
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(left + 8, top);
      ctx.lineTo(right - 8, top);
      ctx.stroke();
    }
  }
  ctx.restore();
}

/** Return the titles that find room: [{ words, font, box }], provinces first. */
function fieldTitles(ctx, fields, toScreen, [width, height]) {
  const out = [];
  let parent = null;
  for (const field of fields) {
    if (field.level === 0) parent = field;
    const [left, top] = toScreen(field.x, field.y), [right, bottom] = toScreen(field.x + field.width, field.y + field.height);
    if (right < 0 || bottom < 0 || left > width || top > height) continue;
    const words = fieldName(field, parent);
    const font = field.level ? `12px ${FONT}` : `700 15px ${FONT}`;
    const wide = measure(ctx, words, font), high = field.level ? 16 : 20;
    if (wide + 16 > right - left || high + 8 > bottom - top) continue;
    // The title of a field that is larger than the screen stays in sight.
    const x = Math.min(Math.max(left + 10, 10), right - wide - 8), y = Math.min(Math.max(top + 5, 5), bottom - high - 3);
    out.push({ words, font, level: field.level, box: [x - 2, y, x + wide + 2, y + high] });
  }
  return out.sort((a, b) => a.level - b.level);
}
