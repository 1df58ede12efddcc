// Made by scripts/time-zone/generate.ts; do not edit.

/**
 * One line for zones that are alike: the POSIX rule for times after the last transition, the offset in minutes at the start of
 * 2015, transitions since then (minutes in base 36, the new offset), and the names.
 */
export const ZONES = `
GMT0|0||Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar Africa/Freetown Africa/Lome Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou Africa/Timbuktu America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/Greenwich GMT GMT+0 GMT-0 GMT0 Greenwich Iceland
EAT-3|180||Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala Africa/Mogadishu Africa/Nairobi Indian/Antananarivo Indian/Comoro Indian/Mayotte
CET-1|60||Africa/Algiers Africa/Tunis
WAT-1|60||Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos Africa/Libreville Africa/Luanda Africa/Malabo Africa/Ndjamena Africa/Niamey Africa/Porto-Novo
CAT-2|120||Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Kigali Africa/Lubumbashi Africa/Lusaka Africa/Maputo
EET-2EEST,M4.5.5/0,M10.5.4/24|120|2lsko:180|Africa/Cairo Egypt
<+01>-1|0|2orc:60 52bc:0 657c:60 963c:0 dx7c:60 g2zc:0 h5vc:60 kmbc:0 p5nc:60 qvvc:0 s6jc:60 vurc:0 10e3c:60 11wjc:0 12zfc:60 1737c:60 1cx7c:0 1e03c:60 1nq3c:0 1p0rc:60 1yqrc:0 1ztnc:60 29jnc:0 2aubc:60 2kkbc:0 2ln7c:60 2vkzc:0 2wnvc:60 36dvc:0 37ojc:60 3hejc:0 3ihfc:60 3sf7c:0 3ti3c:60 4383c:0 44irc:60 4e8rc:0 4fbnc:60 4p1nc:0 4qcbc:60 502bc:0 5157c:60 5b2zc:0 5c5vc:60 5lvvc:0 5n6jc:60 5wwjc:0 5xzfc:60 67pfc:0 6903c:60 6iq3c:0 6k0rc:60 6tqrc:0 6utnc:60 74jnc:0 75ubc:60 7fkbc:0 7gn7c:60 7qkzc:0 7rnvc:60 81dvc:0 82ojc:60 8cejc:0 8dhfc:60 8n7fc:0 8oi3c:60 8y83c:0 8zirc:60 998rc:0 9abnc:60 9k1nc:0 9lcbc:60 9v2bc:0 9w57c:60 a62zc:0 a75vc:60 agvvc:0 ai6jc:60 arwjc:0 aszfc:60 b2pfc:0 b403c:60 bdq3c:0 bf0rc:60 boqrc:0 bptnc:60 bzjnc:0 c0ubc:60 cakbc:0 cbn7c:60 clkzc:0 cmnvc:60 cwdvc:0 cxojc:60 d7ejc:0 d8hfc:60 di7fc:0 dji3c:60 dt83c:0 duirc:60 e48rc:0 e5bnc:60 ef1nc:0 egcbc:60 eq2bc:0 er57c:60 f12zc:0 f25vc:60 fbvvc:0 fd6jc:60 fmwjc:0 fnzfc:60 fxpfc:0 fz03c:60 g8q3c:0 ga0rc:60 gjqrc:0 gktnc:60 gujnc:0 gvubc:60 h5kbc:0 h6n7c:60 hgkzc:0 hhnvc:60 hrdvc:0 hsojc:60 i2ejc:0 i3hfc:60 id7fc:0 iei3c:60 io83c:0 ipirc:60 iz8rc:0 j0bnc:60 ja1nc:0 jbcbc:60 jl2bc:0 jm57c:60 jw2zc:0 jx5vc:60 k6vvc:0 k86jc:60 khwjc:0 kizfc:60 kspfc:0 ku03c:60 l3q3c:0 l4szc:60 leqrc:0 lftnc:60 lpjnc:0 lqubc:60 m0kbc:0 m1n7c:60 mbkzc:0 mcnvc:60 mmdvc:0 mnojc:60|Africa/Casablanca Africa/El_Aaiun
CET-1CEST,M3.5.0,M10.5.0/3|120||Africa/Ceuta Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam Europe/Andorra Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich MET Poland
SAST-2|120||Africa/Johannesburg Africa/Maseru Africa/Mbabane
CAT-2|180|1wlv0:120|Africa/Juba
CAT-2|180|vxv0:120|Africa/Khartoum
GMT0|0|xtto:60 193do:0|Africa/Sao_Tome
EET-2|120||Africa/Tripoli Europe/Kaliningrad Libya
CAT-2|120|2wg0:60 7nlo:120 e4w0:60 iw1o:120 pdc0:60 u4ho:120|Africa/Windhoek
HST10HDT,M3.2.0,M11.1.0|-540||America/Adak America/Atka US/Aleutian
AKST9AKDT,M3.2.0,M11.1.0|-480||America/Anchorage America/Juneau America/Nome America/Sitka America/Yakutat US/Alaska
AST4|-240||America/Anguilla America/Antigua America/Aruba America/Barbados America/Blanc-Sablon America/Curacao America/Dominica America/Grenada America/Guadeloupe America/Kralendijk America/Lower_Princes America/Marigot America/Martinique America/Montserrat America/Port_of_Spain America/Puerto_Rico America/Santo_Domingo America/St_Barthelemy America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola America/Virgin
<-03>3|-180||America/Araguaina America/Argentina/Buenos_Aires America/Argentina/Catamarca America/Argentina/ComodRivadavia America/Argentina/Cordoba America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan America/Argentina/San_Luis America/Argentina/Tucuman America/Argentina/Ushuaia America/Bahia America/Belem America/Buenos_Aires America/Catamarca America/Cayenne America/Cordoba America/Fortaleza America/Jujuy America/Maceio America/Mendoza America/Paramaribo America/Recife America/Rosario America/Santarem Antarctica/Rothera Atlantic/Stanley Etc/GMT+3
<-03>3|-180|2h10:-240 8iuo:-180 dx90:-240 jrao:-180 p5p0:-240 uzqo:-180 10e50:-240 16fyo:-180 1bml0:-240 1hoeo:-180 1mv10:-240 1swuo:-180 1yb90:-240 245ao:-180 29jp0:-240 2fdqo:-180 2ks50:-240 2qm6o:-180 2w0l0:-240 322eo:-180 32cd0:-180|America/Asuncion
EST5|-300||America/Atikokan America/Cayman America/Coral_Harbour America/Jamaica America/Panama EST Jamaica
CST6|-360|2wtc:-300 96bo:-360 e59c:-300 kmjo:-360 pdpc:-300 vuzo:-360 10m5c:-300 173fo:-360 1c2dc:-300 1ibvo:-360 1natc:-300 1tkbo:-360 1yj9c:-300 250jo:-360 29rpc:-300 2g8zo:-360|America/Bahia_Banderas America/Merida America/Mexico_City America/Monterrey Mexico/General
CST6|-360||America/Belize America/Costa_Rica America/El_Salvador America/Guatemala America/Managua America/Regina America/Swift_Current America/Tegucigalpa Canada/Saskatchewan
<-04>4|-240||America/Boa_Vista America/Guyana America/La_Paz America/Manaus America/Porto_Velho Brazil/West Etc/GMT+4
<-05>5|-300||America/Bogota America/Eirunepe America/Guayaquil America/Lima America/Porto_Acre America/Rio_Branco Brazil/Acre Etc/GMT+5
MST7MDT,M3.2.0,M11.1.0|-360||America/Boise America/Cambridge_Bay America/Denver America/Edmonton America/Inuvik America/Shiprock America/Yellowknife Canada/Mountain MST7MDT Navajo US/Mountain
<-04>4|-180|1lx0:-240 8yeo:-180 cud0:-240 k6uo:-180 o2t0:-240 vfao:-180 zb90:-240 17b2o:-180 1ajp0:-240|America/Campo_Grande America/Cuiaba
EST5|-360|ytc:-300|America/Cancun
<-04>4|-270|f0bo:-240|America/Caracas
CST6CDT,M3.2.0,M11.1.0|-300||America/Chicago America/Indiana/Knox America/Indiana/Tell_City America/Knox_IN America/Menominee America/North_Dakota/Center America/North_Dakota/New_Salem America/Rainy_River America/Rankin_Inlet America/Resolute America/Winnipeg CST6CDT Canada/Central US/Central US/Indiana-Starke
CST6|-420|2wv0:-360 96dc:-420 e5b0:-360 kmlc:-420 pdr0:-360 vv1c:-420 10m70:-360 173hc:-420 1c2f0:-360 1ibxc:-420 1nav0:-360 1tkdc:-420 1yjb0:-360 250lc:-420 29rr0:-360 2g91c:-360|America/Chihuahua
MST7MDT,M3.2.0,M11.1.0|-420|21r0:-360 9e5c:-420 dhz0:-360 kudc:-420 oqf0:-360 w2tc:-420 zyv0:-360 17b9c:-420 1b7b0:-360 1ijpc:-420 1mfr0:-360 1ts5c:-420 1xvz0:-360 258dc:-420 294f0:-360 2g91c:-360 2h7e0:-420|America/Ciudad_Juarez
<-03>3|-180|ffp0:-240 i8uo:-180 qo50:-240 thao:-180 11wl0:-240 14pqo:-180 1c250:-240 1gtao:-180 1nal0:-240 1s1qo:-180 1yj10:-240 23a6o:-180 29rh0:-240 2eqeo:-180 2kzx0:-240 2pr2o:-180 2wg50:-240 317ao:-180 375p0:-180|America/Coyhaique
MST7|-420||America/Creston America/Dawson_Creek America/Hermosillo America/Phoenix MST US/Arizona
MST7|-480|21so:-420 9e70:-480 di0o:-420 kuf0:-480 oqgo:-420 w2v0:-480 zywo:-420 17bb0:-480 1b7co:-420 1ijr0:-480 1mfso:-420 1ts3o:-420|America/Dawson America/Whitehorse Canada/Yukon
EST5EDT,M3.2.0,M11.1.0|-240||America/Detroit America/Fort_Wayne America/Indiana/Indianapolis America/Indiana/Marengo America/Indiana/Vevay America/Indiana/Winamac America/Indianapolis America/Iqaluit America/Kentucky/Louisville America/Kentucky/Monticello America/Louisville America/Montreal America/Nassau America/New_York America/Nipigon America/Pangnirtung America/Thunder_Bay America/Toronto Canada/Eastern EST5EDT US/East-Indiana US/Eastern US/Michigan
PST8PDT,M3.2.0,M11.1.0|-480||America/Ensenada America/Santa_Isabel America/Tijuana Mexico/BajaNorte
MST7|-480|21so:-420|America/Fort_Nelson
AST4ADT,M3.2.0,M11.1.0|-180||America/Glace_Bay America/Goose_Bay America/Halifax America/Thule Atlantic/Bermuda Canada/Atlantic
<-02>2<-01>,M3.5.0/-1,M10.5.0/0|-180|2opo:-120 961o:-180 dx5o:-120 km9o:-180 p5lo:-120 vupo:-180 10e1o:-120 1735o:-180 1bu9o:-120 1iblo:-180 1n2po:-120 1tk1o:-180 1yb5o:-120 2509o:-180 29jlo:-120 2g8po:-180 2ks1o:-120 2rh5o:-120|America/Godthab America/Nuuk
EST5EDT,M3.2.0,M11.1.0|-300|21no:-240 zyro:-240|America/Grand_Turk
CST5CDT,M3.2.0/0,M11.1.0/1|-300||America/Havana Cuba
EST5EDT,M3.2.0,M11.1.0|-300||America/Indiana/Petersburg America/Indiana/Vincennes
PST8PDT,M3.2.0,M11.1.0|-420||America/Los_Angeles America/Vancouver Canada/Pacific PST8PDT US/Pacific
CST6CDT,M3.2.0,M11.1.0|-360||America/Matamoros America/North_Dakota/Beulah
MST7|-420|2wv0:-360 96dc:-420 e5b0:-360 kmlc:-420 pdr0:-360 vv1c:-420 10m70:-360 173hc:-420 1c2f0:-360 1ibxc:-420 1nav0:-360 1tkdc:-420 1yjb0:-360 250lc:-420 29rr0:-360 2g91c:-420|America/Mazatlan Mexico/BajaSur
AKST9AKDT,M3.2.0,M11.1.0|-480|9e8o:-540 di2c:-480 kugo:-540 oqic:-480 w2wo:-540 zyyc:-480 17bco:-480 19owo:-540|America/Metlakatla
<-03>3<-02>,M3.2.0,M11.1.0|-120||America/Miquelon
AST4ADT,M3.2.0,M11.1.0|-240||America/Moncton
<-03>3|-120|21io:-180|America/Montevideo
<-02>2|-120||America/Noronha Atlantic/South_Georgia Brazil/DeNoronha Etc/GMT+2
CST6CDT,M3.2.0,M11.1.0|-420|21r0:-360 9e5c:-420 dhz0:-360 kudc:-420 oqf0:-360 w2tc:-420 zyv0:-360 17b9c:-420 1b7b0:-360 1ijpc:-420 1mfr0:-360 1ts5c:-420 1xvz0:-360 258dc:-420 294f0:-360 2g91c:-360 2h7e0:-360|America/Ojinaga
EST5EDT,M3.2.0,M11.1.0|-300|21no:-240 9e20:-300 oqbo:-240|America/Port-au-Prince
<-03>3|-180|ffp0:-240 i8uo:-180 lp90:-180|America/Punta_Arenas Antarctica/Palmer
<-04>4<-03>,M9.1.6/24,M4.1.6/24|-180|ffp0:-240 i8uo:-180 qo50:-240 thao:-180 11wl0:-240 14pqo:-180 1c250:-240 1gtao:-180 1nal0:-240 1s1qo:-180 1yj10:-240 23a6o:-180 29rh0:-240 2eqeo:-180 2kzx0:-240|America/Santiago Chile/Continental
<-03>3|-120|1lvc:-180 8yd0:-120 cubc:-180 k6t0:-120 o2rc:-180 vf90:-120 zb7c:-180 17b10:-120 1ajnc:-180|America/Sao_Paulo Brazil/East
<-02>2<-01>,M3.5.0/-1,M10.5.0/0|-60|2opo:0 961o:-60 dx5o:0 km9o:-60 p5lo:0 vupo:-60 10e1o:0 1735o:-60 1bu9o:0 1iblo:-60 1n2po:0 1tk1o:-60 1yb5o:0 2509o:-60 29jlo:0 2g8po:-60 2ks1o:0 2rh5o:-60 2w89o:-60|America/Scoresbysund
NST3:30NDT,M3.2.0,M11.1.0|-150||America/St_Johns Canada/Newfoundland
<+08>-8|480|kcyo:660 zy4c:480 16flc:660 1beao:480 1hlro:660 1meyo:480 1swap:660 1xv1o:480 244qp:660 293ho:480 2fd6p:660 2k8qo:480|Antarctica/Casey
<+07>-7|420||Antarctica/Davis Asia/Bangkok Asia/Ho_Chi_Minh Asia/Krasnoyarsk Asia/Novokuznetsk Asia/Phnom_Penh Asia/Saigon Asia/Vientiane Etc/GMT-7 Indian/Christmas
<+10>-10|600||Antarctica/DumontDUrville Asia/Ust-Nera Asia/Vladivostok Etc/GMT-10 Pacific/Chuuk Pacific/Port_Moresby Pacific/Truk Pacific/Yap
AEST-10AEDT,M10.1.0,M4.1.0/3|660||Antarctica/Macquarie Australia/Currie Australia/Hobart Australia/Tasmania
<+05>-5|300||Antarctica/Mawson Asia/Aqtau Asia/Aqtobe Asia/Ashgabat Asia/Ashkhabad Asia/Atyrau Asia/Dushanbe Asia/Oral Asia/Samarkand Asia/Tashkent Asia/Yekaterinburg Etc/GMT-5 Indian/Kerguelen Indian/Maldives
NZST-12NZDT,M9.5.0,M4.1.0/3|780||Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland
<+03>-3|180||Antarctica/Syowa Asia/Aden Asia/Baghdad Asia/Bahrain Asia/Kuwait Asia/Qatar Asia/Riyadh Etc/GMT-3 Europe/Minsk
<+00>0<+02>-2,M3.5.0/1,M10.5.0/3|0||Antarctica/Troll
<+05>-5|420|2t0fo:300|Antarctica/Vostok
<+05>-5|360|2vam0:300|Asia/Almaty Asia/Qostanay
<+03>-3|120|2mco:180 9bgo:120 e2ko:180 kjwo:120 pb0o:180 vsco:120 10jgo:180 170so:120 1brwo:180 1i98o:120 1n0co:180 1tpgo:120 1y8so:180 24xwo:120 28m4o:180 2g6co:180|Asia/Amman
<+12>-12|720||Asia/Anadyr Asia/Kamchatka Etc/GMT-12 Kwajalein Pacific/Funafuti Pacific/Kwajalein Pacific/Majuro Pacific/Nauru Pacific/Tarawa Pacific/Wake Pacific/Wallis
<+04>-4|240|2oo0:300 9600:240|Asia/Baku
<+07>-7|360|dwxc:420|Asia/Barnaul
EET-2EEST,M3.5.0/0,M10.5.0/0|180||Asia/Beirut
<+06>-6|360||Asia/Bishkek Asia/Dacca Asia/Dhaka Asia/Kashgar Asia/Omsk Asia/Thimbu Asia/Thimphu Asia/Urumqi Etc/GMT-6 Indian/Chagos
<+08>-8|480||Asia/Brunei Asia/Irkutsk Asia/Kuala_Lumpur Asia/Kuching Asia/Singapore Etc/GMT-8 Singapore
IST-5:30|330||Asia/Calcutta Asia/Kolkata
<+09>-9|480|dwu0:540|Asia/Chita
<+08>-8|480|2na0:540 89d0:480 dvq0:540 jht0:480|Asia/Choibalsan Asia/Ulaanbaatar Asia/Ulan_Bator
CST-8|480||Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau Asia/Shanghai Asia/Taipei PRC ROC
<+0530>-5:30|330||Asia/Colombo
<+03>-3|120|2mco:180 9bf0:120 duso:180 kjv0:120 pb0o:180 vsb0:120 10jgo:180 170r0:120 1brwo:180 1i970:120 1n0co:180 1tpf0:120 1y8so:180 24xv0:120 29h8o:180 2g6b0:180|Asia/Damascus
<+09>-9|540||Asia/Dili Asia/Khandyga Asia/Yakutsk Etc/GMT-9 Pacific/Palau
<+04>-4|240||Asia/Dubai Asia/Muscat Asia/Tbilisi Asia/Yerevan Etc/GMT-4 Europe/Samara Indian/Mahe Indian/Mauritius Indian/Reunion
EET-2EEST,M3.5.0/3,M10.5.0/4|120|2opo:180 961o:120 dx5o:180 j0b0:180 vupo:120|Asia/Famagusta
EET-2EEST,M3.4.4/50,M10.4.4/50|120|2ngo:180 93oo:120 dvyc:180 kl0o:120 p4ec:180 vtgo:120 10cuc:180 171wo:120 1brwo:180 1iab0:120 1n1go:180 1tiso:120 1y9wo:180 24xwo:120 29jgo:180 2g7ic:120 2lts0:180 2rfyc:120 2wug0:180 32oec:120 37v40:180 3dwuc:120 3io00:180 3p5ac:120 3twg0:180 40lic:120 454w0:180 4btyc:120 4gdc0:180 4n2ec:120 4rtk0:180 4yauc:120 53200:180 59jac:120 5eag0:180 5kzic:120 5piw0:180 5w7yc:120 60rc0:180 67gec:120 6bzs0:180 6iouc:120 6ng00:180 6tpic:120 6yog0:180 74q6c:120 79ww0:180 7fj2c:120 7l5c0:180 7qjqc:120 7wds0:180 81cmc:120 82v40:180 832uc:120 87u00:180 8cdac:120 8do00:180 8ebac:120 8j2g0:180 8ndyc:120 8ooo0:180 8pjqc:120 8uaw0:180 8y6uc:120 8zpc0:180 90s6c:120 95jc0:180 997ic:120 9ai80:180 9c8ec:120 9grs0:180 9k86c:120 9liw0:180 9nguc:120 9s080:180 9v12c:120 9wjk0:180 9ypac:120 a3gg0:180 a61qc:120 a7cg0:180 a9xqc:120 aeow0:180 agumc:120 aid40:180 al66c:120 apxc0:180 arvac:120 at600:180 awmec:120 b15s0:180 b2vyc:120 b46o0:180 b7uuc:120 bce80:180 bdouc:120 bf7c0:180 bj3ac:120 bnug0:180 bopic:120 bq080:180 bubqc:120 bz2w0:180 bziec:120 c10w0:180 c5k6c:120 cabc0:180 caj2c:120 cc1k0:180 cgsmc:120 cmug0:180 cs8uc:120 cxv40:180 d3hac:120 d8o00:180 depqc:120 djoo0:180 dpy6c:120 dupc0:180 e16mc:120 e5xs0:180 ecmuc:120 eh680:180 envac:120 eseo0:180 ez3qc:120 f3n40:180 fac6c:120 ff3c0:180 flkmc:120 fqbs0:180 fwt2c:120 g1k80:180 g89ac:120 gcso0:180 gjhqc:120 go140:180 guiec:120 gzhc0:180 h5j2c:120 haps0:180 hgjqc:120 hly80:180 hrcmc:120 hx6o0:180 i2dac:120 i3o00:180 i3vqc:120 i8f40:180 iddyc:120 ieoo0:180 if46c:120 ijnk0:180 io6uc:120 ippc0:180 iqcmc:120 iv3s0:180 iz7ic:120 j0i80:180 j1l2c:120 j6c80:180 ja0ec:120 jbiw0:180 jctic:120 jhko0:180 jl12c:120 jmjk0:180 jo9qc:120 jst40:180 jw1qc:120 jxcg0:180 jzi6c:120 k41k0:180 k6umc:120 k8d40:180 kaqmc:120 kfhs0:180 khvac:120 kj600:180 klz2c:120 kqq80:180 ksvyc:120 ku6o0:180 kx7ic:120 l1yo0:180 l3ouc:120 l57c0:180 l8fyc:120 ld740:180 lepic:120 lg080:180 ljw6c:120 lofk0:180 lpiec:120 lr0w0:180 lv4mc:120 lzo00:180 m0j2c:120 m21k0:180 m6d2c:120 mb480:180 mbjqc:120 mcug0:180 mhlic:120|Asia/Gaza Asia/Hebron
HKT-8|480||Asia/Hong_Kong Hongkong
<+07>-7|420|2nbo:480 89eo:420 dvro:480 jhuo:420|Asia/Hovd
<+03>-3|120|2opo:180 9llo:120 dx5o:180 iz70:180|Asia/Istanbul Europe/Istanbul Turkey
WIB-7|420||Asia/Jakarta Asia/Pontianak
WIT-9|540||Asia/Jayapura
IST-2IDT,M3.4.4/26,M10.5.0|180||Asia/Jerusalem Asia/Tel_Aviv Israel
<+0430>-4:30|270||Asia/Kabul
PKT-5|300||Asia/Karachi
<+0545>-5:45|345||Asia/Kathmandu Asia/Katmandu
<+11>-11|600|eruo:660|Asia/Magadan
WITA-8|480||Asia/Makassar Asia/Ujung_Pandang
PST-8|480||Asia/Manila
EET-2EEST,M3.5.0/3,M10.5.0/4|180||Asia/Nicosia EET Europe/Athens Europe/Helsinki Europe/Kiev Europe/Kyiv Europe/Mariehamn Europe/Nicosia Europe/Uzhgorod Europe/Zaporozhye
<+07>-7|360|hl5c:420|Asia/Novosibirsk
KST-9|540|6yp0:510 11n50:540|Asia/Pyongyang
<+05>-5|360|18qu0:300|Asia/Qyzylorda
<+0630>-6:30|390||Asia/Rangoon Asia/Yangon Indian/Cocos
<+11>-11|600|dwqo:660|Asia/Sakhalin
KST-9|540||Asia/Seoul ROK
<+11>-11|660||Asia/Srednekolymsk Etc/GMT-11 Pacific/Bougainville Pacific/Efate Pacific/Guadalcanal Pacific/Kosrae Pacific/Noumea Pacific/Pohnpei Pacific/Ponape
<+0330>-3:30|210|2gq6:270 854i:210 dqa6:270 jeoi:210 p0y6:270 upci:210 10ai6:270 15ywi:210 1bk26:270 1h8gi:210 1mtm6:270 1si0i:210 1y4a6:270 23soi:210 29du6:270 2f28i:210|Asia/Tehran Iran
JST-9|540||Asia/Tokyo Japan
<+07>-7|360|fuxc:420|Asia/Tomsk
<-01>1<+00>,M3.5.0/0,M10.5.0/1|0||Atlantic/Azores
WET0WEST,M3.5.0/1,M10.5.0|60||Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Europe/Lisbon Portugal WET
<-01>1|-60||Atlantic/Cape_Verde Etc/GMT+1
AEST-10AEDT,M10.1.0,M4.1.0/3|600||Australia/ACT Australia/Canberra Australia/Melbourne Australia/NSW Australia/Sydney Australia/Victoria
ACST-9:30ACDT,M10.1.0,M4.1.0/3|570||Australia/Adelaide Australia/Broken_Hill Australia/South Australia/Yancowinna
AEST-10|600||Australia/Brisbane Australia/Lindeman Australia/Queensland
ACST-9:30|570||Australia/Darwin Australia/North
<+0845>-8:45|525||Australia/Eucla
<+1030>-10:30<+11>-11,M10.1.0,M4.1.0|630||Australia/LHI Australia/Lord_Howe
AWST-8|480||Australia/Perth Australia/West
<-06>6<-05>,M9.1.6/22,M4.1.6/22|-300|ffp0:-360 i8uo:-300 qo50:-360 thao:-300 11wl0:-360 14pqo:-300 1c250:-360 1gtao:-300 1nal0:-360 1s1qo:-300 1yj10:-360 23a6o:-300 29rh0:-360 2eqeo:-300 2kzx0:-360|Chile/EasterIsland Pacific/Easter
IST-1GMT0,M10.5.0,M3.5.0/1|60||Eire Europe/Dublin
<-10>10|-600||Etc/GMT+10 Pacific/Rarotonga Pacific/Tahiti
<-11>11|-660||Etc/GMT+11 Pacific/Niue
<-12>12|-720||Etc/GMT+12
<-06>6|-360||Etc/GMT+6 Pacific/Galapagos
<-07>7|-420||Etc/GMT+7
<-08>8|-480||Etc/GMT+8 Pacific/Pitcairn
<-09>9|-540||Etc/GMT+9 Pacific/Gambier
<+01>-1|60||Etc/GMT-1
<+13>-13|780||Etc/GMT-13 Pacific/Enderbury Pacific/Fakaofo Pacific/Kanton
<+14>-14|840||Etc/GMT-14 Pacific/Kiritimati
<+02>-2|120||Etc/GMT-2
UTC0|0||Etc/UCT Etc/UTC Etc/Universal Etc/Zulu UCT UTC Universal Zulu
<+04>-4|180|dx2c:240|Europe/Astrakhan Europe/Ulyanovsk
GMT0BST,M3.5.0/1,M10.5.0|0||Europe/Belfast Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/London GB GB-Eire
EET-2EEST,M3.5.0/3,M10.5.0/4|120||Europe/Bucharest Europe/Riga Europe/Sofia Europe/Tallinn Europe/Vilnius
EET-2EEST,M3.5.0,M10.5.0/3|120||Europe/Chisinau Europe/Tiraspol
MSK-3|180||Europe/Kirov Europe/Moscow Europe/Simferopol W-SU
<+04>-4|180|lp2c:240|Europe/Saratov
MSK-3|180|1732c:240 1vhwo:180|Europe/Volgograd
<-00>0|0||Factory
HST10|-600||HST Pacific/Honolulu Pacific/Johnston US/Hawaii
<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45|825||NZ-CHAT Pacific/Chatham
<+13>-13|840|2vzc:780 8afc:840 e4fc:780 jivc:840 pcvc:780 urbc:840 10lbc:780 167jc:840 1c1jc:780 1hfzc:840 1n9zc:780 1sofc:840 1yifc:780|Pacific/Apia
<+12>-12|780|ifc:720 9dbc:780 bqvc:720 ktjc:780 mzbc:720 w1zc:780 y7rc:720 17afc:780 19g7c:720 1iqnc:780 1konc:720 1v9rc:780 1w4vc:720|Pacific/Fiji
ChST-10|600||Pacific/Guam Pacific/Saipan
<-0930>9:30|-570||Pacific/Marquesas
SST11|-660||Pacific/Midway Pacific/Pago_Pago Pacific/Samoa US/Samoa
<+11>-11<+12>,M10.1.0,M4.1.0/3|690|8i86:660 1enxo:660|Pacific/Norfolk
<+13>-13|780|ktho:840 mz9o:780|Pacific/Tongatapu
`;
