using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Receipts;
using WorkWell.Communications.Sent;
using WorkWell.Communications.Transports;
using WorkWell.Platform;

namespace WorkWell.Communications;

/// <summary>Registers the outbox, sending and receipts.</summary>
internal static class SendingRegistration
{
    public static void AddSending(this IServiceCollection services, IConfiguration configuration)
    {
        var options = DispatchOptions.Read(configuration);
        services.AddSingleton(options);
        services.AddSingleton<TextsAbroad>();
        services.AddSingleton<IMessages, MessageOutbox>();
        services.AddSingleton<ClaimMessages>();
        services.AddSingleton<SharedRateLimit>();
        services.AddSingleton<PrepareMessages>();
        services.AddSingleton<RecipientLimits>();
        services.AddSingleton<BeginAttempts>();
        services.AddSingleton<RecordOutcomes>();
        services.AddSingleton<RecoverExpiredLeases>();
        services.AddSingleton<HandleUndeliverable>();
        services.AddSingleton<SenderRefusals>();
        services.AddSingleton<OutcomeRecorder>();
        services.AddSingleton<TransportChannels>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<IMessageDispatch, SendDueMessages>();
        AddTransports(services, configuration);
        services.AddSingleton<MessageInterventions>();
        services.AddSingleton<ISentMessages, SentMessages>();
        services.AddSingleton<DeliveryReceipts>();
        services.AddSingleton<Unsubscribe>();
        services.AddRecurringJob<MeasureMessages>(MeasureMessages.Key, JobSchedule.Every(TimeSpan.FromMinutes(1)));
        services.AddRecurringJob<ReportUnconfirmed>(ReportUnconfirmed.Key, JobSchedule.Every(TimeSpan.FromMinutes(1)));
        services.AddRecurringJob<ForgetSentText>(ForgetSentText.Key, JobSchedule.DailyAt(new TimeOnly(3, 30)));
        services.AddHealthChecks().AddCheck<SendingHealth>("sending").AddCheck<UnconfirmedHealth>("unconfirmed", failureStatus: HealthStatus.Degraded);
        if (options.IsEnabled) services.AddRecurringJob<SendMessages>(SendMessages.Key, JobSchedule.Every(options.Poll));
    }

    // A transport is registered when it is configured; Dispatch:Transports chooses its channels. The pickup folder needs no settings.
    private static void AddTransports(IServiceCollection services, IConfiguration configuration)
    {
        var mail = MailOptions.Read(configuration);
        if (mail is not null)
        {
            services.AddSingleton(mail);
            services.AddRecurringJob<ReadReturnedMail>(ReadReturnedMail.Key, JobSchedule.Every(TimeSpan.FromSeconds(30)));
        }
        if (mail is { Host.Length: > 0 })
        {
            services.AddSingleton<ITransport>(provider =>
            {
                var smtp = new SmtpTransport(mail, provider.GetRequiredService<TimeProvider>());
                return mail.Log is null ? smtp : new LoggedMailTransport(smtp, mail);
            });
        }
        services.AddSingleton<ITransport>(
            new PickupTransport(configuration["Pickup:Folder"] ?? Path.Combine(configuration["Data"] ?? ".workwell", "outgoing"), mail));
        if (NotifyOptions.Read(configuration) is { } notify)
        {
            services.AddSingleton(notify);
            services.AddSingleton<ITransport>(provider => new NotifyTransport(notify, provider.GetRequiredService<TimeProvider>()));
        }
    }
}
