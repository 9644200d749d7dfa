// Written by tables.py. Whatever stands in two parts is their sum.

/// The numbers that the functions are made of.
enum Tables {
    /// ln 2; the first part times a whole number up to 2^11 is exact.
    static var naturalOfTwo: Pair { Pair(0x1.62e42fefa38p-1, 0x1.ef35793c7673p-45) }

    /// (ln 2) / 64; the first part times a whole number up to 2^17 is exact.
    static var step: Pair { Pair(0x1.62e42fefap-7, 0x1.cf79abc9e3b3ap-46) }

    /// 1 / ln 2.
    static var inverseOfNaturalOfTwo: Pair { Pair(0x1.71547652b82fep0, 0x1.777d0ffda0d24p-56) }

    /// 1 / ln 10.
    static var inverseOfNaturalOfTen: Pair { Pair(0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57) }

    /// π / 2.
    static var rightAngle: Pair { Pair(0x1.921fb54442d18p0, 0x1.1a62633145c07p-54) }

    /// 2 / √π.
    static var errorSlope: Pair { Pair(0x1.20dd750429b6dp0, 0x1.1ae3a914fed8p-56) }

    /// 2^(i / 64), i from 0 to 63, each in two parts.
    static let powers: [Double] = [
        0x1p0, 0, 0x1.02c9a3e778061p0, -0x1.19083535b085dp-56,
        0x1.059b0d3158574p0, 0x1.d73e2a475b465p-55, 0x1.0874518759bc8p0, 0x1.186be4bb284ffp-57,
        0x1.0b5586cf9890fp0, 0x1.8a62e4adc610bp-54, 0x1.0e3ec32d3d1a2p0, 0x1.03a1727c57b53p-59,
        0x1.11301d0125b51p0, -0x1.6c51039449b3ap-54, 0x1.1429aaea92dep0, -0x1.32fbf9af1369ep-54,
        0x1.172b83c7d517bp0, -0x1.19041b9d78a76p-55, 0x1.1a35beb6fcb75p0, 0x1.e5b4c7b4968e4p-55,
        0x1.1d4873168b9aap0, 0x1.e016e00a2643cp-54, 0x1.2063b88628cd6p0, 0x1.dc775814a8495p-55,
        0x1.2387a6e756238p0, 0x1.9b07eb6c70573p-54, 0x1.26b4565e27cddp0, 0x1.2bd339940e9d9p-55,
        0x1.29e9df51fdee1p0, 0x1.612e8afad1255p-55, 0x1.2d285a6e4030bp0, 0x1.0024754db41d5p-54,
        0x1.306fe0a31b715p0, 0x1.6f46ad23182e4p-55, 0x1.33c08b26416ffp0, 0x1.32721843659a6p-54,
        0x1.371a7373aa9cbp0, -0x1.63aeabf42eae2p-54, 0x1.3a7db34e59ff7p0, -0x1.5e436d661f5e3p-56,
        0x1.3dea64c123422p0, 0x1.ada0911f09ebcp-55, 0x1.4160a21f72e2ap0, -0x1.ef3691c309278p-58,
        0x1.44e086061892dp0, 0x1.89b7a04ef80dp-59, 0x1.486a2b5c13cdp0, 0x1.3c1a3b69062fp-56,
        0x1.4bfdad5362a27p0, 0x1.d4397afec42e2p-56, 0x1.4f9b2769d2ca7p0, -0x1.4b309d25957e3p-54,
        0x1.5342b569d4f82p0, -0x1.07abe1db13cadp-55, 0x1.56f4736b527dap0, 0x1.9bb2c011d93adp-54,
        0x1.5ab07dd485429p0, 0x1.6324c054647adp-54, 0x1.5e76f15ad2148p0, 0x1.ba6f93080e65ep-54,
        0x1.6247eb03a5585p0, -0x1.383c17e40b497p-54, 0x1.6623882552225p0, -0x1.bb60987591c34p-54,
        0x1.6a09e667f3bcdp0, -0x1.bdd3413b26456p-54, 0x1.6dfb23c651a2fp0, -0x1.bbe3a683c88abp-57,
        0x1.71f75e8ec5f74p0, -0x1.16e4786887a99p-55, 0x1.75feb564267c9p0, -0x1.0245957316dd3p-54,
        0x1.7a11473eb0187p0, -0x1.41577ee04992fp-55, 0x1.7e2f336cf4e62p0, 0x1.05d02ba15797ep-56,
        0x1.82589994cce13p0, -0x1.d4c1dd41532d8p-54, 0x1.868d99b4492edp0, -0x1.fc6f89bd4f6bap-54,
        0x1.8ace5422aa0dbp0, 0x1.6e9f156864b27p-54, 0x1.8f1ae99157736p0, 0x1.5cc13a2e3976cp-55,
        0x1.93737b0cdc5e5p0, -0x1.75fc781b57ebcp-57, 0x1.97d829fde4e5p0, -0x1.d185b7c1b85d1p-54,
        0x1.9c49182a3f09p0, 0x1.c7c46b071f2bep-56, 0x1.a0c667b5de565p0, -0x1.359495d1cd533p-54,
        0x1.a5503b23e255dp0, -0x1.d2f6edb8d41e1p-54, 0x1.a9e6b5579fdbfp0, 0x1.0fac90ef7fd31p-54,
        0x1.ae89f995ad3adp0, 0x1.7a1cd345dcc81p-54, 0x1.b33a2b84f15fbp0, -0x1.2805e3084d708p-57,
        0x1.b7f76f2fb5e47p0, -0x1.5584f7e54ac3bp-56, 0x1.bcc1e904bc1d2p0, 0x1.23dd07a2d9e84p-55,
        0x1.c199bdd85529cp0, 0x1.11065895048ddp-55, 0x1.c67f12e57d14bp0, 0x1.2884dff483cadp-54,
        0x1.cb720dcef9069p0, 0x1.503cbd1e949dbp-56, 0x1.d072d4a07897cp0, -0x1.cbc3743797a9cp-54,
        0x1.d5818dcfba487p0, 0x1.2ed02d75b3707p-55, 0x1.da9e603db3285p0, 0x1.c2300696db532p-54,
        0x1.dfc97337b9b5fp0, -0x1.1a5cd4f184b5cp-54, 0x1.e502ee78b3ff6p0, 0x1.39e8980a9cc8fp-55,
        0x1.ea4afa2a490dap0, -0x1.e9c23179c2893p-54, 0x1.efa1bee615a27p0, 0x1.dc7f486a4b6bp-54,
        0x1.f50765b6e454p0, 0x1.9d3e12dd8a18bp-54, 0x1.fa7c1819e90d8p0, 0x1.74853f3a5931ep-55,
    ]

    /// For i from 88 to 176: q, 128 / i rounded to 10 bits behind the point, and -ln q in two
    /// parts, of which the first is a multiple of 2^-42.
    static let logarithms: [Double] = [
        0x1.744p0, -0x1.7f5fa09d58p-2, 0x1.6d73cd356a371p-44,
        0x1.704p0, -0x1.744f8633f2p-2, 0x1.91e9d1816c06cp-46,
        0x1.6cp0, -0x1.686c81e9b1p-2, -0x1.2bb110af84054p-44,
        0x1.68p0, -0x1.5d1bdbf581p-2, 0x1.8d6bdc9c7c238p-44,
        0x1.644p0, -0x1.5262deeb99p-2, 0x1.e1b9f70894a01p-44,
        0x1.604p0, -0x1.46d2d9c28p-2, -0x1.59b275f67f75ap-44,
        0x1.5c8p0, -0x1.3bdd24eb15p-2, 0x1.257b4970e6ed9p-44,
        0x1.59p0, -0x1.31871c9544p-2, -0x1.84fab94cecfd9p-46,
        0x1.554p0, -0x1.26561f1338p-2, -0x1.8b48866faa45fp-44,
        0x1.51cp0, -0x1.1bc794fd1dp-2, 0x1.ccf0c747ba7bep-44,
        0x1.4e4p0, -0x1.111ce4003fp-2, 0x1.b3237096b4b6bp-46,
        0x1.4bp0, -0x1.071b85fcd6p-2, 0x1.bcb8ba3e01a11p-44,
        0x1.47cp0, -0x1.fa01c3bb58p-3, 0x1.a1f71fae1d786p-46,
        0x1.448p0, -0x1.e598ed5a88p-3, 0x1.d134bcf1e98a1p-47,
        0x1.414p0, -0x1.d0fb7f2256p-3, 0x1.af52b20633b29p-47,
        0x1.3e4p0, -0x1.bdc46ae344p-3, -0x1.625b4023d6505p-44,
        0x1.3bp0, -0x1.a8becfc882p-3, -0x1.e3185cf21b9cfp-44,
        0x1.38p0, -0x1.9525a9cf46p-3, 0x1.297137d9f158fp-44,
        0x1.354p0, -0x1.83040c91bcp-3, -0x1.e5b71c6e66f32p-44,
        0x1.324p0, -0x1.6f0d28ae56p-3, -0x1.69737c93373dap-44,
        0x1.2f8p0, -0x1.5c94007598p-3, 0x1.a8d948cd23322p-44,
        0x1.2c8p0, -0x1.483bccce6ep-3, -0x1.eea52723f6369p-46,
        0x1.2ap0, -0x1.371fc201e8p-3, -0x1.ee8779b2d8abcp-44,
        0x1.274p0, -0x1.2423113ba6p-3, 0x1.e3a0078ee9d9cp-44,
        0x1.248p0, -0x1.10f8e42254p-3, 0x1.93b3843396307p-45,
        0x1.22p0, -0x1.fec9131dcp-4, 0x1.54555d1ae6607p-44,
        0x1.1f8p0, -0x1.db5270187cp-4, -0x1.9277856ae181fp-44,
        0x1.1dp0, -0x1.b78c82bb1p-4, 0x1.25ef7bc3987e7p-44,
        0x1.1a8p0, -0x1.9375e55594p-4, -0x1.eddc37380c364p-44,
        0x1.18p0, -0x1.6f0d28ae58p-4, 0x1.4b4641b664613p-44,
        0x1.15cp0, -0x1.4e01108a34p-4, -0x1.ae5cfdf2c5ae5p-44,
        0x1.134p0, -0x1.28f83450ecp-4, -0x1.a8d75aa119769p-44,
        0x1.11p0, -0x1.075983599p-4, 0x1.b8ecfe4b59987p-44,
        0x1.0ecp0, -0x1.cae72fb96p-5, 0x1.efabf2025b1bep-44,
        0x1.0c8p0, -0x1.868a83084p-5, 0x1.2623a134ac693p-46,
        0x1.0a8p0, -0x1.494acc34d8p-5, -0x1.11c78a56fd247p-45,
        0x1.084p0, -0x1.03d5d85e7p-5, -0x1.f778960ed29cfp-44,
        0x1.064p0, -0x1.8b31facaap-6, 0x1.3fc78a96e4964p-44,
        0x1.04p0, -0x1.fc0a8b0fcp-7, -0x1.f1e7cf6d3a69cp-50,
        0x1.02p0, -0x1.fe02a6b1p-8, -0x1.9e23f0dda40e4p-46,
        0x1p0, 0, 0,
        0x1.fcp-1, 0x1.010157588p-7, 0x1.bce251998b506p-44,
        0x1.f8p-1, 0x1.020565893p-6, 0x1.611d27c8e8417p-44,
        0x1.f48p-1, 0x1.74321d3dp-6, 0x1.b4a690fe94778p-48,
        0x1.f08p-1, 0x1.f7a9b1678p-6, 0x1.42ad9271be7d7p-45,
        0x1.edp-1, 0x1.35c8bfaa1p-5, 0x1.8357d5ef9eb35p-44,
        0x1.e9p-1, 0x1.788595a358p-5, -0x1.08b0d083b3a4cp-46,
        0x1.e58p-1, 0x1.b35dd9b588p-5, 0x1.d5674d6cf558ep-44,
        0x1.e2p-1, 0x1.eea31c0068p-5, 0x1.c3dd83606d891p-44,
        0x1.de8p-1, 0x1.152b799bb4p-4, -0x1.9bb2907030829p-47,
        0x1.dbp-1, 0x1.333d7f8184p-4, -0x1.692b6a81b8848p-49,
        0x1.d78p-1, 0x1.518874226p-4, 0x1.30a1d96258b3ep-44,
        0x1.d4p-1, 0x1.700d30aeacp-4, 0x1.c1e8da99ded32p-49,
        0x1.d1p-1, 0x1.8a6477a91cp-4, 0x1.c28c0af9bd6dfp-44,
        0x1.cd8p-1, 0x1.a956d3ecacp-4, 0x1.e63794c02c4afp-44,
        0x1.ca8p-1, 0x1.c40d6425a4p-4, 0x1.cb1121d1930ddp-44,
        0x1.c7p-1, 0x1.e3707ee304p-4, 0x1.0f684e6766abdp-45,
        0x1.c4p-1, 0x1.fe89139dbcp-4, 0x1.56594d82f7a82p-44,
        0x1.c1p-1, 0x1.0ce7ecdcccp-3, 0x1.4652dabff5447p-46,
        0x1.bep-1, 0x1.1aa2b7e24p-3, -0x1.1ac38dde3b366p-44,
        0x1.bbp-1, 0x1.28753bc11ap-3, 0x1.7494e359302e6p-44,
        0x1.b8p-1, 0x1.365fcb015ap-3, -0x1.fd3a0afb9691bp-44,
        0x1.b5p-1, 0x1.4462b9dc9cp-3, -0x1.84858a711b062p-44,
        0x1.b2p-1, 0x1.527e5e4a1cp-3, -0x1.4e60b8d4b411dp-44,
        0x1.afp-1, 0x1.60b3100b0ap-3, -0x1.71456c988f814p-44,
        0x1.ac8p-1, 0x1.6c9d07d204p-3, -0x1.c73fafd9b2dcap-50,
        0x1.a98p-1, 0x1.7b00916516p-3, -0x1.ae75fcb067e57p-44,
        0x1.a7p-1, 0x1.871213750ep-3, 0x1.328eb42f9af75p-44,
        0x1.a4p-1, 0x1.95a5adcf7p-3, 0x1.7f22858a0ff6fp-47,
        0x1.a18p-1, 0x1.a1dfc40f1cp-3, -0x1.01e0f004f3781p-44,
        0x1.9fp-1, 0x1.ae2ca6f672p-3, 0x1.7a8d5ae54f55p-44,
        0x1.9cp-1, 0x1.bd087383bep-3, -0x1.d4bc4595412b6p-45,
        0x1.998p-1, 0x1.c97f8079d4p-3, 0x1.3b161a8c6e6c5p-45,
        0x1.97p-1, 0x1.d60a17f904p-3, -0x1.5d6e06fc20d39p-44,
        0x1.948p-1, 0x1.e2a877a6b2p-3, 0x1.823817787081ap-44,
        0x1.92p-1, 0x1.ef5ade4ddp-3, -0x1.a211565bb8e11p-51,
        0x1.8f8p-1, 0x1.fc218be62p-3, 0x1.4bba46f1cf6ap-44,
        0x1.8dp-1, 0x1.047e60cde8p-2, 0x1.dbdf10d397f3cp-45,
        0x1.8bp-1, 0x1.09aa572e6cp-2, 0x1.b50a1e1734342p-44,
        0x1.888p-1, 0x1.102ac0a35dp-2, -0x1.f1fbddfdfd686p-45,
        0x1.86p-1, 0x1.16b5ccbadp-2, -0x1.23299042d74bfp-44,
        0x1.84p-1, 0x1.1bf99635a7p-2, -0x1.1ac89575c2125p-44,
        0x1.818p-1, 0x1.22981fbef8p-2, -0x1.a1421609580dap-44,
        0x1.7f8p-1, 0x1.27ebaf58d9p-2, -0x1.b198800b4bda7p-45,
        0x1.7dp-1, 0x1.2e9e2bce12p-2, 0x1.4300c128d1dc2p-45,
        0x1.7bp-1, 0x1.3401e12aedp-2, -0x1.17c73556e291dp-44,
        0x1.788p-1, 0x1.3ac8ca38e6p-2, -0x1.d0befbc02be4ap-45,
        0x1.768p-1, 0x1.403d086ceap-2, 0x1.e6ef574487308p-44,
        0x1.748p-1, 0x1.45b8c0a17ep-2, -0x1.d9120e7d0a853p-47,
    ]

    /// arctan(i / 16), i from 0 to 16, each in two parts.
    static let arctangents: [Double] = [
        0, 0, 0x1.ff55bb72cfdeap-5, -0x1.c934d86d23f1dp-60,
        0x1.fd5ba9aac2f6ep-4, -0x1.cd37686760c17p-59, 0x1.7b97b4bce5b02p-3, 0x1.347b0b4f881cap-58,
        0x1.f5b75f92c80ddp-3, 0x1.8ab6e3cf7afbdp-57, 0x1.362773707ebccp-2, -0x1.963a544b672d8p-57,
        0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56, 0x1.a64eec3cc23fdp-2, -0x1.24dec1b50b7ffp-56,
        0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56, 0x1.0657e94db30dp-1, -0x1.d5b495f6349e6p-56,
        0x1.1e00babdefeb4p-1, -0x1.928df287a668fp-58, 0x1.345f01cce37bbp-1, 0x1.1021137c71102p-55,
        0x1.4978fa3269ee1p-1, 0x1.2419a87f2a458p-56, 0x1.5d58987169b18p-1, 0x1.0028e4bc5e7cap-57,
        0x1.700a7c5784634p-1, -0x1.8c34d25aadef6p-56, 0x1.819d0b7158a4dp-1, -0x1.bf76229d3b917p-56,
        0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55,
    ]

    /// 2 / π as a binary fraction, behind 64 zeros.
    static let twoOverPi: [UInt64] = [
        0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041,
        0xfe5163abdebbc561, 0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e,
        0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b,
        0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
        0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
    ]

    /// The constant term of `complements`.
    static var complement: Pair { Pair(0x1.3ba5916e9fd7fp0, -0x1.aa99bcd6ecfb2p-55) }

    /// (1 + 2x) exp(x²) erfc(x) as a polynomial of (x - 4) / (x + 4), the highest power first.
    static let complements: [Double] = [
        -0x1.0feda56da7c1ap-32, -0x1.c56674586a1bp-32, 0x1.375b5b34c6be3p-29,
        0x1.05e909ef8d632p-28, -0x1.0cbfea6a4aa83p-26, -0x1.76ea716923422p-26,
        0x1.dd922fbb6845ap-24, 0x1.53014a97612e6p-24, -0x1.bb5496b3ac878p-21,
        0x1.3853ec8eaec7p-22, 0x1.7f2b22ac77e9fp-18, -0x1.78815f7db63c8p-17,
        -0x1.995960d3413e8p-16, 0x1.3be031f827152p-13, -0x1.a1df2505a98ep-13,
        -0x1.8d4a99854ff06p-11, 0x1.49c67285f0379p-8, -0x1.0962388553854p-6,
        0x1.3079edf683052p-5, -0x1.0fb06dfe4885ep-4, 0x1.7fee004e1252ep-4,
        -0x1.9ddb23c3e9119p-4, 0x1.16ecefcfa5396p-4, 0x1.f7f5df66fd7bfp-7,
        -0x1.1df1ad154a28ep-3,
    ]
}
