-- The journal of the first release: schema 1. A table, three seats, a conversation.
-- Written by that release; only the receipts of commands are left out.
-- table pc3xyh7g
-- house.key 332619d65f3b36e89a4d5aed304e037bf834c19b2ad5d4470e17f77c52593b31
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE seq_table (
        no   INTEGER PRIMARY KEY,
        id   INTEGER NOT NULL UNIQUE,
        head INTEGER NOT NULL
    ) STRICT;
INSERT INTO seq_table VALUES(1,559182685292,17);
CREATE TABLE journal (
        table_no     INTEGER NOT NULL REFERENCES seq_table (no),
        seq          INTEGER NOT NULL,
        day          INTEGER NOT NULL,
        kind         TEXT    NOT NULL,
        conversation INTEGER,
        statement    INTEGER,
        commitment   BLOB    NOT NULL,
        PRIMARY KEY (table_no, seq)
    ) STRICT, WITHOUT ROWID;
INSERT INTO journal VALUES(1,1,20780,'table-set',NULL,NULL,X'2f5961fbbb94d9331771f0e753f9e365bd22e5a34d01311f1449a5d154a4f9a1');
INSERT INTO journal VALUES(1,2,20780,'seat-taken',NULL,NULL,X'954f1659d7cb3acb7379c54a7fa2d0e1bcefa6afcb58ba611654f4a181bdfc69');
INSERT INTO journal VALUES(1,3,20780,'invited',NULL,NULL,X'0ea23b3bc27da26eafa0ff88bce3058d25bdd2b5b3aa753397e83ed24b593e6d');
INSERT INTO journal VALUES(1,4,20780,'seat-taken',NULL,NULL,X'93eaded5159695cea14fcec61737ff96fee9ef6db65e6820b284b25d545bd76c');
INSERT INTO journal VALUES(1,5,20780,'seat-taken',NULL,NULL,X'2398ad2e075cfc55433badad6c319bc14a6cd624c967dfaa260713af6518b2eb');
INSERT INTO journal VALUES(1,6,20780,'conversation-opened',1,NULL,X'75a5e791f6e10d7ed3b612666670479039d66595a590a3676a8b4136fffa26da');
INSERT INTO journal VALUES(1,7,20780,'statement-made',1,1,X'3b65e78d672616c0ac55902e14700cd351cb364bec7351395aca713c369b1cd8');
INSERT INTO journal VALUES(1,8,20780,'statement-made',1,2,X'12a52eabdd9891481b5941a78cf821c2d1e4a3d370ff6e8f2a176e3e21a55e82');
INSERT INTO journal VALUES(1,9,20780,'statement-made',1,3,X'c32b1d02f24142875084aba45f4a206253aa1e376f70ae1015a4401adc95b157');
INSERT INTO journal VALUES(1,10,20780,'statement-made',1,4,X'33d93b546ae7711cbd295774512951c9facfe4e533037ad4d9557699b14f0a4e');
INSERT INTO journal VALUES(1,11,20780,'response-given',1,1,X'f10d54eb218b8fae9472a0da366405ec9fe050afb62b13922135bbfd21feefef');
INSERT INTO journal VALUES(1,12,20780,'response-given',1,1,X'd397327a09216bb5f34a2e9639d06a36d531cc79572acabff38a7a207a935b5d');
INSERT INTO journal VALUES(1,13,20780,'reason-given',1,1,X'791f85a09b6318514bd1540260b24c8e4eb43fea32a9bad0b0c0a2a3f3e9206e');
INSERT INTO journal VALUES(1,14,20780,'response-given',1,2,X'2b191108cf53fbb3032846e72f788943018e60141552b6d919b2e9da9520a31f');
INSERT INTO journal VALUES(1,15,20780,'response-given',1,2,X'47561ae275b6ffd607dd99c06bfb68a88ec7225c5e89ec436dfde52f2293b371');
INSERT INTO journal VALUES(1,16,20780,'statement-withdrawn',1,3,X'd163430df46ea9b7f56dd2cbab955b9d9eb1aad98b1de9abfc1c626f6543c55b');
INSERT INTO journal VALUES(1,17,20780,'name-chosen',NULL,NULL,X'056694511cab0367b946de6657925427876b1560ee51d5bd903b22c99179be08');
CREATE TABLE content (
        table_no INTEGER NOT NULL,
        seq      INTEGER NOT NULL,
        salt     BLOB    NOT NULL,
        body     TEXT    NOT NULL,
        PRIMARY KEY (table_no, seq),
        FOREIGN KEY (table_no, seq) REFERENCES journal (table_no, seq)
    ) STRICT, WITHOUT ROWID;
INSERT INTO content VALUES(1,1,X'34a9e635293e8dd74a6e3e0cd33c7b7c8e4eeaeedf9ba831d5b110e8aff6c1fb','{"table-set":{"id":"pc3xyh7g","name":"Mill Street","purpose":"A warm door","agreement":"We listen","findable":"public","starter":"service"}}');
INSERT INTO content VALUES(1,2,X'ad904f14d87e10bc50d941edccc8eceb370b70632fcc11430fe9ce0f0b966345','{"seat-taken":{"seat":0,"card":"ac6d50745bcd364fe7c1e8c4e23800da920c5bc34f00ac3a6041f38619e00434","invitation":null}}');
INSERT INTO content VALUES(1,3,X'e811441be3b749e905a1d7a8ecc1de5655e612632a4975df0e2a465337483879','{"invited":{"code":"h92ys26w","cap":200,"until":20870}}');
INSERT INTO content VALUES(1,4,X'822c2b7666b8d461ed4ae9c406894dc12dfe1e4224a696b0381176fa94aa05ce','{"seat-taken":{"seat":1,"card":"6c5ef23d86317aeffeb52f734141c6b57cf0bbdd19bc9c59188800e75478a0ba","invitation":null}}');
INSERT INTO content VALUES(1,5,X'b58214c16f150b39267dced02dd01a44542cfe21e858cb64c8e2d436d94fd1a6','{"seat-taken":{"seat":2,"card":"88c864eaf58816e4cef45b85493de4673ede47a552f93af48f33df5451c950a2","invitation":null}}');
INSERT INTO content VALUES(1,6,X'e8aad257f67dc182bb686b0ac0b4250e6b5f794195ab6a8f85c21fdb85a8ea48','{"conversation-opened":{"conversation":1,"offer":{"question":"How should the door feel?","open":"The door","fixed":"The wall","who_decides":"All of us","who_spends":"Ann","who_stops":"Nobody","how_decided":"We talk","by_when":21549,"hear_back":21580},"seed":[28,244,240,60,135,209,34,73,107,74,34,45,55,147,10,89,42,196,139,191,193,65,213,100,43,165,40,142,23,172,217,74]}}');
INSERT INTO content VALUES(1,7,X'e6443c9683f680c1464bbb2e8bbad837724e5a72af4bd6c2ec7ab550ccfee7f1','{"statement-made":{"conversation":1,"statement":1,"seat":0,"text":"The door is shut until nine"}}');
INSERT INTO content VALUES(1,8,X'c216293ebf2574d64deefd3aac7ff952c91c3dd2c7d5826f8c51400922848a78','{"statement-made":{"conversation":1,"statement":2,"seat":1,"text":"A bell would do"}}');
INSERT INTO content VALUES(1,10,X'f8762ee7ca0c238d82109d2dcd1a18eef71c8687479578125946a5955be626c4','{"statement-made":{"conversation":1,"statement":4,"seat":2,"text":"=1+1 \"äöü\" and more"}}');
INSERT INTO content VALUES(1,11,X'a8f32a4ac32c6952dc02078714813ece37d477196d0295357c5553484637b9c5','{"response-given":{"conversation":1,"statement":1,"seat":0,"choice":"agree","matters":false}}');
INSERT INTO content VALUES(1,12,X'be52d5c1e8eae859690a9861f0eac6114ed6097a4845a88ea1d29614c011c475','{"response-given":{"conversation":1,"statement":1,"seat":1,"choice":"disagree","matters":false}}');
INSERT INTO content VALUES(1,13,X'8a37ce599c897c83db3a6c1dd5df61475fc0a2e679850cd658199c4f59f07891','{"reason-given":{"conversation":1,"statement":1,"seat":1,"words":"Because of the draught"}}');
INSERT INTO content VALUES(1,14,X'057a2f4a84445a314b90af1d900604e77d20c3505d70850f02cd04317d871f3c','{"response-given":{"conversation":1,"statement":2,"seat":0,"choice":"pass","matters":false}}');
INSERT INTO content VALUES(1,15,X'83ee344b6e3cb801592cc75acd8ee3b663d0f2538aa9ec14c8e17c1229d21d75','{"response-given":{"conversation":1,"statement":2,"seat":2,"choice":"agree","matters":false}}');
INSERT INTO content VALUES(1,16,X'581398074e216b59a1a2f13c96ca3d9ae88361555be91cbcfc0f0cfc99bd8e21','{"statement-withdrawn":{"conversation":1,"statement":3,"seat":2}}');
INSERT INTO content VALUES(1,17,X'18c00b1dd668dc84a62b39844fc2b91e7b6d0bd29f1670a25cbe81b2e8cfb6dc','{"name-chosen":{"seat":1,"name":"Jo"}}');
CREATE TABLE receipt (
        no     INTEGER PRIMARY KEY,
        key    BLOB    NOT NULL,
        day    INTEGER NOT NULL,
        body   BLOB    NOT NULL,
        answer TEXT    NOT NULL
    ) STRICT;
CREATE TABLE ended_visit (
        id  BLOB    NOT NULL PRIMARY KEY,
        day INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
COMMIT;
