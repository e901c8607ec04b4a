using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FaqBot.Server.Tests;

/// <summary>A certificate for <c>localhost</c> that nobody vouches for but who is told to, with its key, as files.</summary>
internal sealed class SelfSigned : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-key-");

    public SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
    }

    public string KeyFile => Path.Combine(folder.FullName, "key.pem");

    public string CertificateFile => Path.Combine(folder.FullName, "certificate.pem");

    public void Dispose() => folder.Delete(recursive: true);
}
