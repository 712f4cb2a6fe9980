-- The journal of the third release: schema 2, with an account, a decision that was counted and a promise.
-- Written by that release; only the receipts of commands are left out.
-- table hb7uxj6z
-- house.key 6cfc3b37da024647d20edf4b54e4b5eecdbe6e17fc4dd2dfea96ba3e390037ca
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE seq_table (
        no   INTEGER PRIMARY KEY,
        id   INTEGER NOT NULL UNIQUE,
        head INTEGER NOT NULL
    ) STRICT;
INSERT INTO seq_table VALUES(1,420843828252,30);
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
INSERT INTO journal VALUES(1,1,20780,'table-set',NULL,NULL,X'fd75c0908625769094860dfeddfe304a3b6310776c060ae6542ebcbad206f827',NULL);
INSERT INTO journal VALUES(1,2,20780,'seat-taken',NULL,NULL,X'927a1a7d4bd5c82581ca81212621097d85e96c7864f14000f14ca62eb36c3004',NULL);
INSERT INTO journal VALUES(1,3,20780,'invited',NULL,NULL,X'2c9738d77f7cfb6eb67f298574cda99376db4ae3ea623e026d0acef9faea154d',NULL);
INSERT INTO journal VALUES(1,4,20780,'seat-taken',NULL,NULL,X'282e1fe96cb05d36d786b3a2150af25bf68d9523746f21dc8a4328c48af05915',NULL);
INSERT INTO journal VALUES(1,5,20780,'seat-taken',NULL,NULL,X'd1359fd0c85c534461895b372d52e8c6aad8d86004bdfb668d99411257ce4fd5',NULL);
INSERT INTO journal VALUES(1,6,20780,'conversation-opened',1,NULL,X'3b4a37ba55e637ac5aeb116c2fbf7e6dd0eeccaf77f721fbbe29a9e695e6aa21',NULL);
INSERT INTO journal VALUES(1,7,20780,'statement-made',1,1,X'4354dd0b68aac427be30aa350754893b2ec70c7e0caa596452cd58ff3ae79976',NULL);
INSERT INTO journal VALUES(1,8,20780,'statement-made',1,2,X'2127c93a9d6fb10e32c11fd38a37164b7b3f046c9d58412c4c1245970762a718',NULL);
INSERT INTO journal VALUES(1,9,20780,'statement-made',1,3,X'cb8a99d3a90ec59dce60c9191b33a4fea2161091486cdf9661e796e2dbc000ec',NULL);
INSERT INTO journal VALUES(1,10,20780,'statement-made',1,4,X'af9ef4a42400f10ab39340536c959080c21615425418d04656868be659739b5f',NULL);
INSERT INTO journal VALUES(1,11,20780,'response-given',1,1,X'8b87f1dc4156eb272dd345159a8d454c7ef89ef5355a0d36d2843f090039bf6f',NULL);
INSERT INTO journal VALUES(1,12,20780,'response-given',1,1,X'5492e9c112503b05b15b002e4554cce8df69f907250f7acee7203fe63264b68d',NULL);
INSERT INTO journal VALUES(1,13,20780,'reason-given',1,1,X'5d61245328e528f48f300a98f4aa9e4784847b37f6acdbe6b1437b15d291fd16',NULL);
INSERT INTO journal VALUES(1,14,20780,'response-given',1,2,X'ba9b7d1733a1a1019b6379cfd2a2fd841356a8e10ad0fd119912c1a9ee03266f',NULL);
INSERT INTO journal VALUES(1,15,20780,'response-given',1,2,X'6e9379b2b1093b106dfc72db88224392bb94a4206e1388ddc93d719e3afcef4c',NULL);
INSERT INTO journal VALUES(1,16,20780,'statement-withdrawn',1,3,X'79b90a46c27e6387511bd67de5f55e15e3ba8cfb51466832de05067179f30c49',NULL);
INSERT INTO journal VALUES(1,17,20780,'name-chosen',NULL,NULL,X'6651921dd8d9247e1d83fd63acb5478f855c037b2edfedfbe6435fbcae95bd76',NULL);
INSERT INTO journal VALUES(1,18,20780,'rules-chosen',NULL,NULL,X'fc7cdc4d40800e9590c9ffd02d7caf6d0a8556bec5cbc2d4ca5ec95eab92834d',NULL);
INSERT INTO journal VALUES(1,19,20780,'account-written',NULL,NULL,X'7a066c9739bd67300225ccddacf3dfae28814027692e2052c9cb8ad62c6ce378',1);
INSERT INTO journal VALUES(1,20,20780,'account-linked',NULL,NULL,X'2203152f2ae9cf15bbd1c174f33990fb1af4753a2db2aea2d107f05a6ef476f5',1);
INSERT INTO journal VALUES(1,21,20780,'account-replied',NULL,1,X'496139d93952723de737fee72c638a4a52c7f5412fa6f0cb7c317585f55e3ce4',1);
INSERT INTO journal VALUES(1,22,20780,'decision-opened',NULL,NULL,X'488e639edcbcb1faeffb2d6c17cfc86c93ac25328cdc1050f703e9eccec78775',1);
INSERT INTO journal VALUES(1,23,20780,'decision-ballot-cast',NULL,NULL,X'f03bf908de9febbb456661ba30ae88fd1a70d5e2245a5da25ac07c2c70f05efd',1);
INSERT INTO journal VALUES(1,24,20780,'decision-ballot-cast',NULL,NULL,X'459e77330eccb68bbaebb7a4bb8060b068542f5405795d371329ea07fbcbb452',1);
INSERT INTO journal VALUES(1,25,20780,'decision-ballot-cast',NULL,NULL,X'2cec045d459150e784c9d6f75e72e2d156d9f3185f64e68dfdbccc6a94d95c24',1);
INSERT INTO journal VALUES(1,26,20780,'decision-not-here-answered',NULL,NULL,X'13fbe73c03ecae6b2c771f56ec0242742ee3aff44d31b71529358546cbbecab5',1);
INSERT INTO journal VALUES(1,27,20782,'decision-closed',NULL,NULL,X'f4caa788d8713116eed1d540021f8f27ab6103cfe77492921476d8f3e351c260',1);
INSERT INTO journal VALUES(1,28,20782,'account-settled',NULL,NULL,X'cf45fcb5730b14837057ffe2d4c505451a2b9673042b4df9f6b6e183bc8fbab8',1);
INSERT INTO journal VALUES(1,29,20782,'promise-made',NULL,NULL,X'7b0c0744a8be32841546acf34457334625dcb1c244da63f25e26e1ff6dab6442',1);
INSERT INTO journal VALUES(1,30,20782,'promise-signed',NULL,NULL,X'389ee87b4e425fa4dbc42a5751a7b089e722aa491f46af2c3896326260b13c72',1);
CREATE TABLE content (
        table_no INTEGER NOT NULL,
        seq      INTEGER NOT NULL,
        salt     BLOB    NOT NULL,
        body     TEXT    NOT NULL,
        PRIMARY KEY (table_no, seq),
        FOREIGN KEY (table_no, seq) REFERENCES journal (table_no, seq)
    ) STRICT, WITHOUT ROWID;
INSERT INTO content VALUES(1,1,X'3f536fe192010ecfc89a204d8686aa373ca7b94e535d38c500543fba733e1025','{"table-set":{"id":"hb7uxj6z","name":"Mill Street","purpose":"A warm door","agreement":"We listen","findable":"public","starter":"service"}}');
INSERT INTO content VALUES(1,2,X'96f5d0082ec9c90a71798f87aa55d0f678e78f9a728a0ef92abb4425ec170b86','{"seat-taken":{"seat":0,"card":"7382e87198659f684fe70e54d8d2002b086785289b0475aaa8983ebcf04fcba3","invitation":null}}');
INSERT INTO content VALUES(1,3,X'a4d66263d44ea730a9a2064403e87105c6ebd4de6aee31d34de40290b0e5dfaf','{"invited":{"code":"3y4asz6z","cap":200,"until":20870}}');
INSERT INTO content VALUES(1,4,X'291b0576b1a26797276d7ff46ee27fce742d50c569645f254c9fced2a2ee27da','{"seat-taken":{"seat":1,"card":"6962b53eb784b560e2d38061cf79c86918ed247a0ac529ec47bbbe12eb58b291","invitation":null}}');
INSERT INTO content VALUES(1,5,X'c42a350e8c21003e6805098fa85c5ea51d96aca380c1470466f90a84fdac476c','{"seat-taken":{"seat":2,"card":"565967a64cbe188b2f5858ea54c2901f0bb173aa4dd885e9393e3cf66df63f76","invitation":null}}');
INSERT INTO content VALUES(1,6,X'74c934f31b29fa6ef98ce57055cbf81088235a6d23321dab38d8e93b32f10f81','{"conversation-opened":{"conversation":1,"offer":{"question":"How should the door feel?","open":"The door","fixed":"The wall","who_decides":"All of us","who_spends":"Ann","who_stops":"Nobody","how_decided":"We talk","by_when":21549,"hear_back":21580},"seed":[26,108,190,131,221,192,118,217,218,160,178,224,26,117,152,119,3,96,79,154,251,181,241,18,154,249,165,176,183,129,233,239]}}');
INSERT INTO content VALUES(1,7,X'534f30d9449bcdebf6e9d3912714f466fef2c4904e8ac37cda502dc5aef5d059','{"statement-made":{"conversation":1,"statement":1,"seat":0,"text":"The door is shut until nine"}}');
INSERT INTO content VALUES(1,8,X'91361a159462c805f45c35769eefbd6bd49211dc2742b51a338f87c24ae06828','{"statement-made":{"conversation":1,"statement":2,"seat":1,"text":"A bell would do"}}');
INSERT INTO content VALUES(1,10,X'57842a5227300309be57a686cfb184c31d2d4afe9b77ee4208482d8bb8a73d42','{"statement-made":{"conversation":1,"statement":4,"seat":2,"text":"=1+1 \"äöü\" and more"}}');
INSERT INTO content VALUES(1,11,X'dca2dbd36bd08116fe0e27beffa9715d5dcf64baf682b5c6555c39e45b92cacc','{"response-given":{"conversation":1,"statement":1,"seat":0,"choice":"agree","matters":false}}');
INSERT INTO content VALUES(1,12,X'03c387db92e2b63673db78ef4081c7068cde32b6d3243a1376788056b90bfa14','{"response-given":{"conversation":1,"statement":1,"seat":1,"choice":"disagree","matters":false}}');
INSERT INTO content VALUES(1,13,X'529974886ab653554f04aafbd5ca4f2c79e97f9126b0db0b5e00e02ec7133861','{"reason-given":{"conversation":1,"statement":1,"seat":1,"words":"Because of the draught"}}');
INSERT INTO content VALUES(1,14,X'd21e4a2d43787fb99da9bb8269bc2683611226a4806e5be3ff5e1da9c962fc2b','{"response-given":{"conversation":1,"statement":2,"seat":0,"choice":"pass","matters":false}}');
INSERT INTO content VALUES(1,15,X'6264d65c17f45ce5a5d1cc8a54fb75c81b2ca98a5fddd5d45bf699dc300d345a','{"response-given":{"conversation":1,"statement":2,"seat":2,"choice":"agree","matters":false}}');
INSERT INTO content VALUES(1,16,X'45159cebe54a7264e4790f25f033f5b1ff211ac6e56d89153879e52ea6be7b86','{"statement-withdrawn":{"conversation":1,"statement":3,"seat":2}}');
INSERT INTO content VALUES(1,17,X'2cd8207059499dd425cbf2c01e719c2aa3ef76fdd99e0628a94fca025b9cacd8','{"name-chosen":{"seat":1,"name":"Jo"}}');
INSERT INTO content VALUES(1,18,X'2d22211378f446dcaffe0d3d1b9615e8b42a874cdd7908057c2e21f9f2f95d1d','{"rules-chosen":{"rules":{"rules":[{"consent":{"quorum":10}},{"vote":{"share":60,"quorum":10}}],"disagreement":"We sleep on it","account":{"share":60,"floor":40}}}}');
INSERT INTO content VALUES(1,19,X'0b210e6b4e21daef1a3fb16f19befe0015a7bd7ab5b920707c8d40b32e7b20da','{"account":{"written":{"account":1,"conversation":1,"until":20780,"terms":{"share":60,"floor":40},"lines":[1,2]}}}');
INSERT INTO content VALUES(1,20,X'e43e1d4760249fae2221b094b04a996fb716135dbfae4cbdf4e9b93e0c55c9e8','{"account":{"linked":{"account":1,"seat":0,"links":[]}}}');
INSERT INTO content VALUES(1,21,X'a1be38e6f9c014971edd1e94db4f753095134fbb62a59ccb764256fe8d830f86','{"account":{"replied":{"account":1,"statement":1,"seat":1,"reply":"yes"}}}');
INSERT INTO content VALUES(1,22,X'97f5941fad5e123dfebc2f12740673ca1e5a32ec64acf3497b9632550c0dfe31','{"decision":{"opened":{"decision":1,"conversation":1,"proposal":{"what":"Open at eight","would_do":"It opens sooner","cost":"An hour","who_does":"The team","would_stop":"Nothing","bad_for":"Sleepers","overrule":"The landlord","review_on":21336,"from":[{"statement":[1,1]}]},"question":{"proposal":{"by":"vote"}},"rule":{"vote":{"share":60,"quorum":10}},"disagreement":"We sleep on it","closes":20780,"seats":3,"roll":3,"seed":[23,6,189,221,37,236,180,72,154,72,68,104,27,78,141,13,168,92,7,136,125,254,239,74,5,189,75,36,201,238,190,2]}}}');
INSERT INTO content VALUES(1,23,X'b2eb0e8b935cbdd118e50996c5888ec69f823340f24cc9609a1df0809bc21fd8','{"decision":{"ballot-cast":{"decision":1,"seat":0,"ballot":{"stand":{"stand":"yes"}}}}}');
INSERT INTO content VALUES(1,24,X'06ae5a40d1b2f6facd61d3e3b39fc203480df3d477ce3834a00e835aa35525bc','{"decision":{"ballot-cast":{"decision":1,"seat":1,"ballot":{"stand":{"stand":"yes","words":"So that it is light"}}}}}');
INSERT INTO content VALUES(1,25,X'450f42b877d7a6beceb97a3a8cf43dfce1278c6458bede64c7035ccff2365f21','{"decision":{"ballot-cast":{"decision":1,"seat":2,"ballot":{"stand":{"stand":"ok"}}}}}');
INSERT INTO content VALUES(1,26,X'e70b6afc7ad83da044c7e467f03154f60f78e7733f3865e93285eeced32266c7','{"decision":{"not-here-answered":{"decision":1,"not_here":{"people":[],"words":"The night shift"}}}}');
INSERT INTO content VALUES(1,27,X'3c387b271fe67cfbad0779e807d6eb6a8f2d3f90a0bc145cd3b60b502007c1e7','{"decision":{"closed":{"decision":1,"closed":{"on":20782,"answered":3,"outcome":{"stands":{"result":"passed","stands":{"yes":2,"ok":1,"not_sure":0,"worried":0},"sides":[]}}}}}}');
INSERT INTO content VALUES(1,28,X'f6addcfd4671cf9d358398ebc33747d4012b2922da5304f55b4243670e002863','{"account":{"settled":{"account":1,"settled":{"on":20782,"replied":null,"lines":[{"statement":1,"said":null},{"statement":2,"said":null}],"groups":[],"short_of":["too-few",{"line":2}]}}}}');
INSERT INTO content VALUES(1,29,X'42170da23ee08c8e2b0ad7c0248dca339ac3ac7b59ca1aa453d21ee59a511e6a','{"promise":{"made":{"promise":1,"from":{"statement":[1,2]},"who":"Sam","what":"Oil the hinge","by":21184}}}');
INSERT INTO content VALUES(1,30,X'3f62a4f3da45214632c32667a2041282f2f8af6d53f47d7b7813f01fa2f10fb2','{"promise":{"signed":{"promise":1,"seat":0}}}');
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
