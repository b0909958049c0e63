"""How providers write down what they checked of a mail from jane@acme.example: the top of its header as it is stored.

The shapes are theirs (order of the fields, comments, extras), the names and numbers are made up. `pinned` is
  what a user
of that provider confirms.
"""

from dataclasses import dataclass

LETTER = """\
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=acme.example; s=s1; h=from:to; bh=AAAA=; b=BBBB=
From: Jane Hart <jane@acme.example>
To: alice@home.example
Subject: Coffee
Date: Mon, 02 Mar 2026 09:00:00 +0000
Message-ID: <1@acme.example>
MIME-Version: 1.0

"""


@dataclass(frozen=True)
class Family:
    """One provider's way. `top` is all that stands above what the sender wrote."""

    name: str
    pinned: str
    top: str


GMAIL = Family("Gmail", "mx.google.com", """\
Delivered-To: alice@home.example
Received: by 2002:a05:6402:1a:b0:5d0:1 with SMTP id k26csp100; Mon, 2 Mar 2026 01:00:02 -0800 (PST)
X-Google-Smtp-Source: AGHT+IEwA1
X-Received: by 2002:a17:906:f58b:b0:abb:1 with SMTP id cm11mr1; Mon, 02 Mar 2026 01:00:02 -0800 (PST)
ARC-Seal: i=1; a=rsa-sha256; t=1772442002; cv=none; d=google.com; s=arc-20240605; b=AAAA
ARC-Authentication-Results: i=1; mx.google.com; dkim=pass header.i=@acme.example header.s=s1 header.b=ab12CD3/
Return-Path: <jane@acme.example>
Received: from mail.acme.example (mail.acme.example. [192.0.2.7])
        by mx.google.com with ESMTPS id a640c23a62f3a-abc for <alice@home.example>
        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); Mon, 02 Mar 2026 01:00:02 -0800 (PST)
Received-SPF: pass (google.com: domain of jane@acme.example designates 192.0.2.7 as permitted sender)
  client-ip=192.0.2.7;
Authentication-Results: mx.google.com;
       dkim=pass header.i=@acme.example header.s=s1 header.b=ab12CD3/;
       spf=pass (google.com: domain of jane@acme.example designates 192.0.2.7 as permitted sender)
  smtp.mailfrom=jane@acme.example;
       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=acme.example;
       dara=pass header.i=@home.example
""")  # fmt: skip

GMAIL_WITHOUT_POLICY = Family("Gmail, no policy", "mx.google.com", """\
Delivered-To: alice@home.example
Received: by 2002:a05:6402:1a:b0:5d0:1 with SMTP id k26csp100; Mon, 2 Mar 2026 01:00:02 -0800 (PST)
Return-Path: <jane@acme.example>
Received: from mail.acme.example (mail.acme.example. [2001:db8::7]) by mx.google.com with ESMTPS id a6
Authentication-Results: mx.google.com;
       dkim=pass header.i=@acme.example header.s=s1 header.b=ab12CD3/;
       spf=neutral (google.com: 2001:db8::7 is neither permitted nor denied by best guess record for domain of
  jane@acme.example) smtp.mailfrom=jane@acme.example
""")  # fmt: skip

MICROSOFT = Family(
    "Microsoft 365",
    "(unnamed)",
    """\
Received: from AM0PR01MB1.eurprd01.prod.exchangelabs.com (2603:10a6:208::1) by
 AM0PR01MB2.eurprd01.prod.exchangelabs.com with HTTPS; Mon, 2 Mar 2026 09:00:04 +0000
Received: from DB8EUR05FT1.eop-eur05.prod.protection.outlook.com (2603:10a6:4::2) by
 DB6PR0.outlook.office365.com (2603:10a6:4::3) with Microsoft SMTP Server id 15.20.1; Mon, 2 Mar 2026 09:00:03 +0000
Authentication-Results: spf=pass (sender IP is 192.0.2.7)
 smtp.mailfrom=acme.example; dkim=pass (signature was verified)
 header.d=acme.example;dmarc=pass action=none
 header.from=acme.example;compauth=pass reason=100
Received-SPF: Pass (protection.outlook.com: domain of acme.example designates 192.0.2.7 as permitted sender)
Received: from mail.acme.example (192.0.2.7) by DB8EUR05FT1.mail.protection.outlook.com (10.233.1.1) with SMTP
X-IncomingTopHeaderMarker: OriginalChecksum:AA;UpperCasedChecksum:BB;SizeAsReceived:1000;Count:30
""",
)

MICROSOFT_OLDER = Family("Microsoft 365, the recipient in between", "(unnamed)", """\
Received: from VI1PR01.eurprd01.prod.exchangelabs.com by AM0PR01.exchangelabs.com with HTTPS; Mon, 2 Mar 2026
  09:00:04 +0000
Authentication-Results: spf=pass (sender IP is 192.0.2.7)
 smtp.mailfrom=acme.example; home.example; dkim=pass (signature was verified)
 header.d=acme.example;home.example; dmarc=bestguesspass action=none
 header.from=acme.example;
Received: from mail.acme.example (192.0.2.7) by VI1EUR.mail.protection.outlook.com with SMTP
""")  # fmt: skip

FASTMAIL = Family(
    "Fastmail",
    "messagingengine.com",
    """\
Return-Path: <jane@acme.example>
Received: from phl-compute-01.internal (phl-compute-01.phl.internal [10.202.2.41])
\t by sloti01d1t05 (Cyrus 3.13.0-alpha0) with LMTPA; Mon, 02 Mar 2026 04:00:03 -0500
X-Spam-known-sender: no
X-Delivered-To: alice@home.example
Received: from mx4.messagingengine.com ([10.202.2.203]) by phl-compute-01.internal (LMTPProxy);
Received: from mx4.messagingengine.com (localhost [127.0.0.1])
\tby mailmx.phl.internal (Postfix) with ESMTP id 1234 for <alice@home.example>
ARC-Authentication-Results: i=1; mx4.messagingengine.com; dkim=pass header.d=acme.example
Authentication-Results: mx4.messagingengine.com;
    x-csa=none;
    x-me-sender=none;
    x-ptr=pass smtp.helo=mail.acme.example policy.ptr=mail.acme.example;
    bimi=skipped (DMARC did not pass);
    arc=none (no signatures found);
    dkim=pass (2048-bit rsa key sha256) header.d=acme.example
      header.i=@acme.example header.b=ab12CD3/ header.a=rsa-sha256
      header.s=s1 x-bits=2048;
    dmarc=pass policy.published-domain-policy=reject
      policy.applied-disposition=none policy.evaluated-disposition=none
      (p=reject,d=none,d.eval=none) policy.policy-from=p
      header.from=acme.example;
    iprev=pass smtp.remote-ip=2001:db8::7 (mail.acme.example);
    spf=pass smtp.mailfrom=jane@acme.example smtp.helo=mail.acme.example;
    x-return-mx=pass header.domain=acme.example policy.is_org=yes (MX Records found: mx.acme.example,mx2.acme.example);
    x-tls=pass smtp.version=TLSv1.3 smtp.cipher=TLS_AES_256_GCM_SHA384 smtp.bits=256/256;
    x-vs=clean score=0 state=0
X-ME-VSCategory: clean
Received-SPF: pass (acme.example: Sender is authorized) receiver=mx4.messagingengine.com; identity=mailfrom;
Received: from mail.acme.example (mail.acme.example [IPv6:2001:db8::7]) by mx4.messagingengine.com (Postfix) with ESMTPS
""",
)

YAHOO = Family(
    "Yahoo",
    "yahoo.com",
    """\
X-Apparently-To: alice@home.example; Mon, 2 Mar 2026 09:00:03 +0000
Return-Path: <jane@acme.example>
Authentication-Results: atlas-production.v2-mail-prod1-gq1.omega.yahoo.com;
 dkim=pass header.i=@acme.example header.s=s1;
 spf=pass smtp.mailfrom=acme.example;
 dmarc=pass(p=REJECT) header.from=acme.example;
X-Originating-IP: [192.0.2.7]
Received: from 192.0.2.7 (EHLO mail.acme.example)
 by 10.196.1.1 with SMTPs (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256); Mon, 02 Mar 2026 09:00:03 +0000
""",
)

ICLOUD = Family("iCloud", "icloud.com", """\
Received: from outbound.st11p00im-asmtp.me.com by p34-mailgateway-smtp-1 (mailgateway 2409B11) with SMTP id 1
X-Apple-MoveToFolder: INBOX
Received: from st11p00im-smtpin001.me.com by p34-mailgateway-1 with SMTP id 2
Authentication-Results: bimi.icloud.com; bimi=skipped reason="insufficient dmarc"
X-ARC-Info: policy=fail; arc=none
Authentication-Results: arc.icloud.com; arc=none
Authentication-Results: dmarc.icloud.com; dmarc=pass header.from=acme.example
X-DMARC-Info: pass=pass; dmarc-policy=reject; s=r0; d=r0; pdomain=acme.example
X-DMARC-Policy: v=DMARC1; p=reject
Authentication-Results: dkim-verifier.icloud.com;
\tdkim=pass (2048-bit key) header.d=acme.example header.i=@acme.example header.b=ab12CD3/
Authentication-Results: spf.icloud.com; spf=pass (spf.icloud.com: domain of jane@acme.example designates
  192.0.2.7 as permitted sender) smtp.mailfrom=jane@acme.example
Received-SPF: pass (spf.icloud.com: domain of jane@acme.example designates 192.0.2.7 as permitted sender)
Received: from mail.acme.example (mail.acme.example [192.0.2.7]) by st11p00im-smtpin001.me.com (Postfix) with ESMTPS
""")  # fmt: skip

GMX = Family(
    "GMX",
    "gmx.net",
    """\
Return-Path: <jane@acme.example>
Authentication-Results:  gmx.net; dkim=pass header.i=@acme.example
Received: from mail.acme.example ([192.0.2.7]) by mx.gmx.net (mxgmx017 [212.227.1.1])
 with ESMTPS (Nemesis) id 1N1 for <alice@home.example>; Mon, 02 Mar 2026 10:00:03 +0100
""",
)

MAILBOX_ORG = Family("mailbox.org", "heinlein-hosting.de", """\
Return-Path: <jane@acme.example>
Delivered-To: alice@home.example
Received: from director-01.heinlein-hosting.de ([80.241.1.1])
\tby dobby36a with LMTP id 1; Mon, 02 Mar 2026 10:00:04 +0100
Received: from mx1.heinlein-hosting.de ([80.241.1.2]) by director-01.heinlein-hosting.de with LMTPS id 2
Authentication-Results: mx1.heinlein-hosting.de;
\tdkim=pass header.d=acme.example header.s=s1 header.b=ab12CD34;
\tspf=pass (mx1.heinlein-hosting.de: domain of jane@acme.example designates 192.0.2.7 as permitted sender)
  smtp.mailfrom=jane@acme.example;
\tdmarc=pass (policy=reject) header.from=acme.example
Received: from mail.acme.example (mail.acme.example [192.0.2.7]) by mx1.heinlein-hosting.de (Postfix) with ESMTPS id 3
""")  # fmt: skip

POSTEO = Family(
    "Posteo",
    "posteo.de",
    """\
Return-Path: <jane@acme.example>
Delivered-To: alice@home.example
Received: from proxy02.posteo.name ([127.0.0.1]) by dovecot16.posteo.name (Dovecot) with LMTP id 1
Received: from proxy02.posteo.de ([127.0.0.1]) by proxy02.posteo.name (Dovecot) with LMTP id 2
Authentication-Results: posteo.de; dmarc=pass (p=none dis=none) header.from=acme.example
Authentication-Results: posteo.de; spf=pass smtp.mailfrom=acme.example
Authentication-Results: posteo.de; dkim=pass (2048-bit key) header.d=acme.example header.i=@acme.example
  header.b=ab12CD3/
Received: from mailin01.posteo.de (unknown [10.0.0.61]) by mailin01.posteo.de (Postfix) with ESMTPS id 3
""",
)

PROTON = Family("Proton", "protonmail.ch", """\
Return-Path: <jane@acme.example>
X-Original-To: alice@home.example
Delivered-To: alice@home.example
Authentication-Results: mail.protonmail.ch; dmarc=pass (p=reject dis=none) header.from=acme.example
Authentication-Results: mail.protonmail.ch; spf=pass smtp.mailfrom=acme.example
Authentication-Results: mail.protonmail.ch; arc=none smtp.remote-ip=192.0.2.7
Authentication-Results: mail.protonmail.ch; dkim=pass (2048-bit key) header.d=acme.example
  header.i=@acme.example header.b="ab12CD3/"; dkim-atps=neutral
Received: from mail.acme.example (mail.acme.example [192.0.2.7]) (using TLSv1.3) by mailin032.protonmail.ch (Postfix)
""")  # fmt: skip

ZOHO = Family(
    "Zoho",
    "mx.zohomail.com",
    """\
Delivered-To: alice@home.example
Received-SPF: pass (zohomail.com: domain of acme.example designates 192.0.2.7 as permitted sender) client-ip=192.0.2.7;
Authentication-Results: mx.zohomail.com;
\tdkim=pass;
\tspf=pass (zohomail.com: domain of acme.example designates 192.0.2.7 as permitted sender) 
  smtp.mailfrom=jane@acme.example;
\tdmarc=pass(p=reject dis=none)  header.from=<jane@acme.example>
ARC-Seal: i=1; a=rsa-sha256; t=1772442002; cv=none; d=zohomail.com; s=zohoarc; b=AAAA
Return-Path: <jane@acme.example>
Received: from mail.acme.example (mail.acme.example [192.0.2.7]) by mx.zohomail.com with SMTPS id 1; Mon, 2 Mar 2026
""",
)

OVH = Family(
    "OVH",
    "ovh.net",
    """\
Delivered-To: alice@home.example
Received: from vr26.mail.ovh.net (unknown [10.101.8.26]) by vr26.mail.ovh.net (Postfix) with ESMTP id 1
Received: from in45.mail.ovh.net (unknown [10.101.4.45]) by vr26.mail.ovh.net (Postfix) with ESMTP id 2
Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.7; helo=mail.acme.example;
Authentication-Results: in45.mail.ovh.net;
\tdkim=pass (2048-bit key; unprotected) header.d=acme.example header.i=@acme.example header.b="ab12CD3/";
  dkim-atps=neutral
Received: from mail.acme.example (mail.acme.example [192.0.2.7]) by in45.mail.ovh.net (Postfix) with ESMTPS id 3
""",
)

OPENDKIM = Family("Postfix with OpenDKIM and OpenDMARC", "mx.home.example", """\
Return-Path: <jane@acme.example>
X-Original-To: alice@home.example
Delivered-To: alice@home.example
Received: from mail.acme.example (mail.acme.example [192.0.2.7])
\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
\t key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256)
\t(No client certificate requested)
\tby mx.home.example (Postfix) with ESMTPS id 4F1 for <alice@home.example>; Mon,  2 Mar 2026 10:00:03 +0100 (CET)
DMARC-Filter: OpenDMARC Filter v1.4.2 mx.home.example 4F1
Authentication-Results: mx.home.example; dmarc=pass (p=reject dis=none) header.from=acme.example
Authentication-Results: mx.home.example; spf=pass smtp.mailfrom=acme.example
DKIM-Filter: OpenDKIM Filter v2.11.0 mx.home.example 4F1
Authentication-Results: mx.home.example;
\tdkim=pass (2048-bit key; unprotected) header.d=acme.example header.i=@acme.example header.a=rsa-sha256
  header.s=s1 header.b=ab12CD3/
""")  # fmt: skip

RSPAMD = Family("Postfix with rspamd", "mx.home.example", """\
Return-Path: <jane@acme.example>
Delivered-To: alice@home.example
Received: from mx.home.example by mx.home.example with LMTP id 1; Mon, 02 Mar 2026 10:00:04 +0100
Received: from mail.acme.example (mail.acme.example [192.0.2.7]) by mx.home.example (Postfix) with ESMTPS id 4F1
Authentication-Results: mx.home.example;
\tdkim=pass header.d=acme.example header.s=s1 header.b=ab12CD34;
\tspf=pass (mx.home.example: domain of jane@acme.example designates 192.0.2.7 as permitted sender)
  smtp.mailfrom=jane@acme.example;
\tdmarc=pass (policy=reject) header.from=acme.example
""")  # fmt: skip

EXIM = Family(
    "Exim",
    "mx.home.example",
    """\
Return-path: <jane@acme.example>
Envelope-to: alice@home.example
Delivery-date: Mon, 02 Mar 2026 10:00:04 +0100
Authentication-Results: mx.home.example;
\tiprev=pass (mail.acme.example) smtp.remote-ip=2001:db8::7;
\tspf=pass smtp.mailfrom=acme.example;
\tdkim=pass header.d=acme.example header.s=s1 header.a=rsa-sha256;
\tdmarc=pass header.from=acme.example;
\tarc=none
Received: from mail.acme.example ([2001:db8::7]) by mx.home.example with esmtps (Exim 4.98) id 1abc-0001
""",
)

AMAVIS = Family(
    "amavis",
    "mx.home.example",
    """\
Return-Path: <jane@acme.example>
Received: from localhost (localhost [127.0.0.1]) by mx.home.example (Postfix) with ESMTP id 1
X-Virus-Scanned: Debian amavisd-new at mx.home.example
Authentication-Results: mx.home.example (amavisd-new (2.13));
\tdkim=pass (2048-bit key) reason="pass (just as it should; dmarc=pass)"
\theader.d=acme.example
Received: from mx.home.example ([127.0.0.1]) by localhost (mx.home.example [127.0.0.1]) (amavisd-new, port 10024)
""",
)

FAMILIES = (
    GMAIL, GMAIL_WITHOUT_POLICY, MICROSOFT, MICROSOFT_OLDER, FASTMAIL, YAHOO, ICLOUD, GMX, MAILBOX_ORG, POSTEO, PROTON,
    ZOHO, OVH, OPENDKIM, RSPAMD, EXIM, AMAVIS,
)  # fmt: skip
