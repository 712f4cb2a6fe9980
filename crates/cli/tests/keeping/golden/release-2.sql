-- The journal of the second release: schema 2, the same things.
-- Written by that release; only the receipts of commands are left out.
-- table c55vs5s9
-- house.key ae2630e992f86ec01f0b86c7e28aea5cd3d0f8adce7b73f710367434f0af0ccf
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE seq_table (
        no   INTEGER PRIMARY KEY,
        id   INTEGER NOT NULL UNIQUE,
        head INTEGER NOT NULL
    ) STRICT;
INSERT INTO seq_table VALUES(1,277899239948,17);
CREATE TABLE journal (
        table_no     INTEGER NOT NULL REFERENCES seq_table (no),
        seq          INTEGER NOT NULL,
        day          INTEGER NOT NULL,
        kind         TEXT    NOT NULL,
        conversation INTEGER,
        statement    INTEGER,
        commitment   BLOB    NOT NULL, item INTEGER,
        PRIMARY KEY (table_no, seq)
    ) STRICT, WITHOUT ROWID;
INSERT INTO journal VALUES(1,1,20780,'table-set',NULL,NULL,X'6537de44d9e2da51efefde8f27edb9c33a3e5a1e5b8b52683c6058b3db6ee95d',NULL);
INSERT INTO journal VALUES(1,2,20780,'seat-taken',NULL,NULL,X'ae3c26de9a350ad9e9f04943098f43d25333c7548946520eb8daa686cb6678d5',NULL);
INSERT INTO journal VALUES(1,3,20780,'invited',NULL,NULL,X'ad8208078ef260b1368efe9024ae4a0e743b8b6c240403235f719240994c02b5',NULL);
INSERT INTO journal VALUES(1,4,20780,'seat-taken',NULL,NULL,X'b16b31479cbe6e376c0419235c62111c4669caf7232faac19f1ea0c3d1cf4827',NULL);
INSERT INTO journal VALUES(1,5,20780,'seat-taken',NULL,NULL,X'a13e9567310ac122f997ff5399dd4c5d2ccfe53d8b5a5df5ce572f2a0dce5150',NULL);
INSERT INTO journal VALUES(1,6,20780,'conversation-opened',1,NULL,X'66b5fc75a44e3fa53e80c99e530dd3543224d30d3e3d3deb64c1bc24c936946c',NULL);
INSERT INTO journal VALUES(1,7,20780,'statement-made',1,1,X'68599e9b70ff5ec459ff8b91f9aea5c2cd984249ae4c56f5124d49059e960bf9',NULL);
INSERT INTO journal VALUES(1,8,20780,'statement-made',1,2,X'4e0b174b09fc9ad66214f224fce064af8ba08f266b98b4e7b78833d1c2e37b1d',NULL);
INSERT INTO journal VALUES(1,9,20780,'statement-made',1,3,X'a73918a3e651bd2afe4b48cefb2f0bfefec56eaf8bda53f0459cdbd1e3c5535f',NULL);
INSERT INTO journal VALUES(1,10,20780,'statement-made',1,4,X'e07e8e49106177bee361a304f25b8d95117b848f88c79ccfdfc56f0e958910f7',NULL);
INSERT INTO journal VALUES(1,11,20780,'response-given',1,1,X'a358027a0dd67a6e85e7c6cd69e8430fffb139c32887af4f54266672db9e21b7',NULL);
INSERT INTO journal VALUES(1,12,20780,'response-given',1,1,X'e273197ab27afc003728d9db696b0e39929792a3fd1c0e212217fdf25687256f',NULL);
INSERT INTO journal VALUES(1,13,20780,'reason-given',1,1,X'e431514f620d1c0c6cea30ac4101cf53bebc1651e29199f0d42013639c2686ce',NULL);
INSERT INTO journal VALUES(1,14,20780,'response-given',1,2,X'1056a526ea1a7e4e4b9bc9d53b662ceaf884cc55e48450f880d0c9f55c2b1be3',NULL);
INSERT INTO journal VALUES(1,15,20780,'response-given',1,2,X'a7b51311dd33ae1e1a6a62aa4669a9c2c11287090855166ddbb012d144332c28',NULL);
INSERT INTO journal VALUES(1,16,20780,'statement-withdrawn',1,3,X'4caa84617fb060190a135f625bf8ab123e32e571c2f486537f03fa1d41cb0397',NULL);
INSERT INTO journal VALUES(1,17,20780,'name-chosen',NULL,NULL,X'a79f3015f26b02de4d553217bad436015440cac7ddf7927aeece62611ade7062',NULL);
CREATE TABLE content (
        table_no INTEGER NOT NULL,
        seq      INTEGER NOT NULL,
        salt     BLOB    NOT NULL,
        body     TEXT    NOT NULL,
        PRIMARY KEY (table_no, seq),
        FOREIGN KEY (table_no, seq) REFERENCES journal (table_no, seq)
    ) STRICT, WITHOUT ROWID;
INSERT INTO content VALUES(1,1,X'b145bf696f49d8a602a1c06f3d3a5e2da9cbb7a61289edad388d41aec5783379','{"table-set":{"id":"c55vs5s9","name":"Mill Street","purpose":"A warm door","agreement":"We listen","findable":"public","starter":"service"}}');
INSERT INTO content VALUES(1,2,X'36f4df8091ab2f251d37f3fc29cb8be0af7518007c39c58acabda0dcd5a9a06f','{"seat-taken":{"seat":0,"card":"826baa446930132abf26da3c7a586e6e6e5eb65c99f7d39aefbd55aea71bccb7","invitation":null}}');
INSERT INTO content VALUES(1,3,X'8bb99c01d4a2f0da2c38cce793197913e4128100a8b3e20caf5f79f5a426a815','{"invited":{"code":"jb9kvnhb","cap":200,"until":20870}}');
INSERT INTO content VALUES(1,4,X'd5ac0a71decd20848ea8261ee4970eeb37b96e5ec0a7c8570110e00afcb7e988','{"seat-taken":{"seat":1,"card":"5d17ef133c1b79a17ed9a7b6fb7565dd3272e0cb74d50d7a352a81a5b29bf56a","invitation":null}}');
INSERT INTO content VALUES(1,5,X'5b816367b484ad1ab7f844e399813dfc8dc3e23f001d611d9f88bc1792009855','{"seat-taken":{"seat":2,"card":"75ed749492517c5cd2b71416e20f1e3435b346479bcc9844c990ab840cc9eca5","invitation":null}}');
INSERT INTO content VALUES(1,6,X'432d362e144d261dab16d4e2ed11e2af94731da89155ffff29a00f36ab3081a0','{"conversation-opened":{"conversation":1,"offer":{"question":"How should the door feel?","open":"The door","fixed":"The wall","who_decides":"All of us","who_spends":"Ann","who_stops":"Nobody","how_decided":"We talk","by_when":21549,"hear_back":21580},"seed":[248,175,110,171,118,232,209,156,44,253,84,6,172,133,5,218,251,90,76,3,189,212,157,135,229,24,61,186,110,195,129,228]}}');
INSERT INTO content VALUES(1,7,X'f6c7f5ba9aaaa2cb3a154193547c7e5ada8e0074ddd41ca5e9cabe65337fc3fe','{"statement-made":{"conversation":1,"statement":1,"seat":0,"text":"The door is shut until nine"}}');
INSERT INTO content VALUES(1,8,X'3bf4ec87912491c4d3644b78233439a988fc091243a4677436a353658d8d44d7','{"statement-made":{"conversation":1,"statement":2,"seat":1,"text":"A bell would do"}}');
INSERT INTO content VALUES(1,10,X'fdd17024a9d369fee4f7d4a8d7c9344d64e53b34d1dd145a1355d6e0fd30827b','{"statement-made":{"conversation":1,"statement":4,"seat":2,"text":"=1+1 \"äöü\" and more"}}');
INSERT INTO content VALUES(1,11,X'84d54d9b94302b7983723d15bd91f62a6cab312407b945fda8a46207b0fc6e28','{"response-given":{"conversation":1,"statement":1,"seat":0,"choice":"agree","matters":false}}');
INSERT INTO content VALUES(1,12,X'7ac843dc55b68b49699ad8a6f2c162ce1845210f15800df13e3cd2fa2b39042a','{"response-given":{"conversation":1,"statement":1,"seat":1,"choice":"disagree","matters":false}}');
INSERT INTO content VALUES(1,13,X'9dbe0379356408ba37912d1624cf6e4515d4c6e5629b0b4a42f88fdc9f5c8699','{"reason-given":{"conversation":1,"statement":1,"seat":1,"words":"Because of the draught"}}');
INSERT INTO content VALUES(1,14,X'ffa3e155f3bac6d961fc77cad80b9fa823c3d0f7c88d50668b8d0f352b9a200b','{"response-given":{"conversation":1,"statement":2,"seat":0,"choice":"pass","matters":false}}');
INSERT INTO content VALUES(1,15,X'dd729cc005a5e23a5ef9741cacf8ed653fb25d32d85a59733f7d3dc377b67be3','{"response-given":{"conversation":1,"statement":2,"seat":2,"choice":"agree","matters":false}}');
INSERT INTO content VALUES(1,16,X'735b0513c1e416e657e9e641c3a3dfd3d6a8ab37bfff1e8dc9bb2169c7955586','{"statement-withdrawn":{"conversation":1,"statement":3,"seat":2}}');
INSERT INTO content VALUES(1,17,X'28b6f9f78c9cb7cfaa0edf74ee84a80e1ab8e5226edc80a321d162bb78922255','{"name-chosen":{"seat":1,"name":"Jo"}}');
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
