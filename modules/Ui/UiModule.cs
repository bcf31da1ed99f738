using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using Npgsql;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;
using WorkWell.Ui.Protection;
using WorkWell.Ui.Shell;

namespace WorkWell.Ui;

/// <summary>Registers the Ui module: page parts, layout, languages and protection.</summary>
public sealed class UiModule : IModule
{
    private const long MaxLetRunOut = 64 * 1024 * 1024;

    /// <inheritdoc/>
    public string Schema => "ui";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddPages(services, showsGallery: configuration.GetValue("Ui:Gallery", defaultValue: false));
        AddLanguages(services, configuration);
        AddProtection(services, configuration);
    }

    /// <inheritdoc/>
    public void Use(IApplicationBuilder pipeline)
    {
        pipeline.UseForwardedHeaders();
        PublicScheme.Use(pipeline, pipeline.ApplicationServices.GetRequiredService<IConfiguration>());
        pipeline.Use(SecurityHeaders.AddAsync);
        pipeline.Use(BodyTime.LimitAsync);
        pipeline.UseRateLimiter();
        pipeline.Use(OddAddresses.RefuseAsync);
        pipeline.Use(RefuseWhatIsTooLargeAsync);
        pipeline.Use(RememberLanguageAsync);
    }

    /// <inheritdoc/>
    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        PageAssets.Map(routes);
        LeaveQuickly.Map(routes);
        routes.MapRazorPages();
    }

    private static void AddPages(IServiceCollection services, bool showsGallery)
    {
        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/Features";
            // Without a route the page does not exist.
            if (!showsGallery) pages.Conventions.AddFolderRouteModelConvention("/Gallery", page => page.Selectors.Clear());
        }).AddMvcOptions(mvc =>
        {
            // Pages report required fields in the reader's language; the framework's own messages are only in English.
            mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            mvc.MaxModelValidationErrors = 50;
        });
        services.AddSingleton<PageAssets>();
        services.AddSingleton<PublicAddress>();
        services.AddScoped<PageFrame>();
        services.AddHostedService<StartCheck>();
        // First in the list, so a browser gets a page instead of problem details.
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, ProblemPages>());
        // Letters of all languages are written unescaped, for smaller pages and readable source.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
    }

    private static void AddLanguages(IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton(_ => TextCatalogue.Read(configuration["Texts"] ?? Path.Combine(configuration["ConfigFolder"] ?? "config", "texts")));
        services.AddScoped<RequestTexts>();
        services.AddScoped<ITexts>(provider => provider.GetRequiredService<RequestTexts>());
    }

    private static void AddProtection(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProtectionOptions>().Bind(configuration.GetSection(ProtectionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddSingleton(provider =>
        {
            var limits = provider.GetRequiredService<IOptions<ProtectionOptions>>().Value;
            return new AreaLimit(limits.SentPerAreaPerMinute, limits.ShareOfOneAddress, provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<ConnectionLimits>();
        services.AddSingleton<IConfigureOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>, RateLimits>();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = PublicScheme.Of(configuration) is null ? "workwell-form" : "__Host-workwell-form";
            forms.Cookie.Path = "/";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forms.FormFieldName = StaffFrame.TokenField;
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.AddDataProtection().SetApplicationName("workwell");
        services.AddOptions<KeyManagementOptions>().Configure<NpgsqlDataSource, IOptions<ProtectionOptions>>((keys, source, protection) =>
        {
            keys.XmlRepository = new KeyRing(source);
            if (protection.Value.KeySecret is { } secret) keys.XmlEncryptor = new KeyEncryption(secret);
        });
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ProtectionOptions>, ConnectionLimits>((server, protection, connections) =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = protection.Value.MaxRequestBytes;
            server.Limits.MaxConcurrentConnections = protection.Value.Connections;
            server.Limits.MinRequestBodyDataRate = new MinDataRate(BodyTime.LowestRate, BodyTime.Grace);
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            server.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => connections.AcceptAsync(connection, next)));
        });
        services.Configure<FormOptions>(forms =>
        {
            forms.ValueCountLimit = 500;
            forms.KeyLengthLimit = 200;
            forms.ValueLengthLimit = 64 * 1024;
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProtectionOptions>>((forwarded, protection) =>
        {
            forwarded.ForwardedHeaders = protection.Value.TrustedProxies.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                : ForwardedHeaders.None;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in protection.Value.TrustedProxies) forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
    }

    // Checked before the form is read, because the form reader would give a less helpful error.
    private static async Task RefuseWhatIsTooLargeAsync(HttpContext http, RequestDelegate next)
    {
        var bound = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        var most = http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? bound?.MaxRequestBodySize;
        if (!(http.Request.ContentLength > most) || http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await next(http);
            return;
        }
        // Browsers show no page until they have finished sending, so a plausible mistake is read to the end. Anything larger is cut off.
        if (http.Request.ContentLength <= MaxLetRunOut && bound is { IsReadOnly: false })
        {
            bound.MaxRequestBodySize = MaxLetRunOut;
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }
        http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    }

    // On a page without a form the language switch is a link, so the choice is stored for the following pages.
    private static Task RememberLanguageAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsGet(http.Request.Method) && http.Request.Query.ContainsKey(LanguageCookie.Parameter))
            http.RequestServices.GetRequiredService<RequestTexts>().Switch(http.Request.Query[LanguageCookie.Parameter]);
        return next(http);
    }
}
